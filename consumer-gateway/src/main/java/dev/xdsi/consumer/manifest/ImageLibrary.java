package dev.xdsi.consumer.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Image Library of a manifest (PS3.16 TID 1600), as far as it describes series and instances. It adds to the evidence and never
 * contradicts it: who is described there and not listed in the evidence, is not there. Only the levels that the template has are looked at,
 * and no reference is followed.
 */
final class ImageLibrary {
    private static final int LONGEST_TEXT = 256;
    private static final int MOST_DIGITS = 9;
    /** A number alone, or as earlier drafts wrote it in a text: (50, UCUM, "instances"). */
    private static final Pattern NUMBER =
            Pattern.compile("\\(?\\s*([0-9]{1," + MOST_DIGITS + "})(?:\\.0*)?\\s*(?:,.*)?", Pattern.DOTALL);

    private static final Pattern DATE = Pattern.compile("[0-9]{8}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:\\.[0-9]{1,6})?)?)?");

    private final Map<String, SeriesDescription> series = new HashMap<>();
    private final Map<String, InstanceDescription> instances = new HashMap<>();
    private int numberOfSeries;

    /** Empty where the document is no manifest with a description. */
    static ImageLibrary of(Attributes keyObjects) {
        ImageLibrary library = new ImageLibrary();
        for (Attributes top : keyObjects.items(Tag.ContentSequence)) {
            if (Concept.of(top).orElse(null) == Concept.IMAGE_LIBRARY) {
                library.addStudy(top.items(Tag.ContentSequence));
                for (Attributes group : top.items(Tag.ContentSequence)) {
                    if (Concept.of(group).orElse(null) == Concept.IMAGE_LIBRARY_GROUP) {
                        library.addGroup(group.items(Tag.ContentSequence));
                    }
                }
            }
        }
        return library;
    }

    /** Number of Study Related Series; 0 where it is not said. */
    int series() {
        return numberOfSeries;
    }

    SeriesDescription series(String seriesInstanceUID) {
        return series.getOrDefault(seriesInstanceUID, SeriesDescription.NONE);
    }

    InstanceDescription instance(String sopInstanceUID) {
        return instances.getOrDefault(sopInstanceUID, InstanceDescription.NONE);
    }

    /** Of several libraries the first that says it. */
    private void addStudy(List<Attributes> items) {
        if (numberOfSeries == 0) {
            numberOfSeries = number(said(items), Concept.NUMBER_OF_STUDY_RELATED_SERIES);
        }
    }

    private void addGroup(List<Attributes> items) {
        Map<Concept, Attributes> said = said(items);
        String uid = Optional.ofNullable(said.get(Concept.SERIES_INSTANCE_UID))
                .map(item -> item.string(Tag.UID, ""))
                .orElse("");
        series.putIfAbsent(
                uid,
                new SeriesDescription(
                        code(said, Concept.MODALITY, Tag.CodeValue),
                        text(said, Concept.SERIES_DESCRIPTION),
                        text(said, Concept.SERIES_NUMBER),
                        matching(said, Concept.SERIES_DATE, Tag.Date, DATE),
                        matching(said, Concept.SERIES_TIME, Tag.Time, TIME),
                        code(said, Concept.TARGET_REGION, Tag.CodeMeaning),
                        number(said, Concept.NUMBER_OF_SERIES_RELATED_INSTANCES)));
        for (Attributes item : items) {
            item.item(Tag.ReferencedSOPSequence)
                    .map(sop -> sop.string(Tag.ReferencedSOPInstanceUID, ""))
                    .ifPresent(instance -> instances.putIfAbsent(instance, describe(item)));
        }
    }

    private static InstanceDescription describe(Attributes entry) {
        Map<Concept, Attributes> said = said(entry.items(Tag.ContentSequence));
        return new InstanceDescription(
                text(said, Concept.INSTANCE_NUMBER),
                number(said, Concept.NUMBER_OF_FRAMES),
                code(said, Concept.DOCUMENT_TITLE, Tag.CodeMeaning),
                text(said, Concept.KEY_OBJECT_DESCRIPTION));
    }

    /** The first item about each concept. */
    private static Map<Concept, Attributes> said(List<Attributes> items) {
        Map<Concept, Attributes> said = new EnumMap<>(Concept.class);
        items.forEach(item -> Concept.of(item).ifPresent(concept -> said.putIfAbsent(concept, item)));
        return said;
    }

    private static String text(Map<Concept, Attributes> said, Concept concept) {
        Attributes item = said.get(concept);
        return item == null
                ? ""
                : cut(item.string(Tag.TextValue)
                        .or(() -> item.item(Tag.MeasuredValueSequence).flatMap(value -> value.string(Tag.NumericValue)))
                        .orElse(""));
    }

    private static String code(Map<Concept, Attributes> said, Concept concept, int part) {
        Attributes item = said.get(concept);
        return item == null
                ? ""
                : cut(item.item(Tag.ConceptCodeSequence)
                        .map(code -> code.string(part, ""))
                        .orElse(""));
    }

    private static String matching(Map<Concept, Attributes> said, Concept concept, int tag, Pattern form) {
        Attributes item = said.get(concept);
        return item == null
                ? ""
                : item.string(tag)
                        .map(String::strip)
                        .filter(value -> form.matcher(value).matches())
                        .orElse("");
    }

    private static int number(Map<Concept, Attributes> said, Concept concept) {
        Matcher number = NUMBER.matcher(text(said, concept));
        return number.matches() ? Integer.parseInt(number.group(1)) : 0;
    }

    private static String cut(String text) {
        String stripped = text.strip();
        return stripped.codePointCount(0, stripped.length()) <= LONGEST_TEXT
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, LONGEST_TEXT));
    }
}
