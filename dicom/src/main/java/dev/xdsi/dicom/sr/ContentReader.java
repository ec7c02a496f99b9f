package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a content tree: each item that is there, whatever it is, up to a limit beyond which the whole is refused. */
final class ContentReader {
    private static final int DEEPEST = 64;
    private static final int MOST_CHARACTERS = 4 << 20;
    /** What an item takes beside its words. */
    private static final int ITEM = 100;

    private final Attributes document;
    private final Set<String> referred = new HashSet<>();
    private int characters;

    ContentReader(Attributes document) {
        this.document = document;
    }

    ContentItem root() throws UnreadableReportException {
        findReferred(document, 1);
        return item(document, "1", 1);
    }

    private void findReferred(Attributes item, int depth) throws UnreadableReportException {
        if (depth > DEEPEST) {
            throw new UnreadableReportException("The report is deeper than " + DEEPEST + " items within items.");
        }
        for (Attributes one : content(item)) {
            if (one.contains(Tag.ReferencedContentItemIdentifier)) {
                referred.add(target(one));
            }
            findReferred(one, depth + 1);
        }
    }

    /** The items below; a sequence whose items cannot be told apart is no reason to leave them out. */
    private static List<Attributes> content(Attributes item) throws UnreadableReportException {
        boolean legible = item.element(Tag.ContentSequence)
                .map(element -> element.isEmpty() || element.value() instanceof Value.Items)
                .orElse(true);
        if (!legible) {
            throw new UnreadableReportException("A part of the report's content cannot be read.");
        }
        return item.items(Tag.ContentSequence);
    }

    private static String target(Attributes item) {
        return Written.of(item, Tag.ReferencedContentItemIdentifier).replace(", ", ".");
    }

    private ContentItem item(Attributes item, String place, int depth) throws UnreadableReportException {
        String type = Written.of(item, Tag.ValueType);
        // The root's may be left out, for it can be nothing else.
        boolean container = type.equals("CONTAINER") || (depth == 1 && type.isEmpty());
        String name =
                item.item(Tag.ConceptNameCodeSequence).map(Written::meaning).orElse("");
        String value = container ? "" : value(item, type);
        List<String> remarks = depth == 1 ? List.of() : remarks(item);
        String relationship = relationship(Written.of(item, Tag.RelationshipType));
        count(ITEM
                + name.length()
                + value.length()
                + relationship.length()
                + remarks.toString().length());
        List<ContentItem> content = new ArrayList<>();
        List<Attributes> below = content(item);
        for (int i = 0; i < below.size(); i++) {
            content.add(item(below.get(i), place + "." + (i + 1), depth + 1));
        }
        return new ContentItem(
                referred.contains(place) ? place : "", relationship, container, name, value, remarks, content);
    }

    /** Of what is shown, so many characters. */
    void count(int more) throws UnreadableReportException {
        characters += more;
        if (characters > MOST_CHARACTERS) {
            throw new UnreadableReportException(
                    "The report is longer than what is shown here; ask for application/dicom.");
        }
    }

    private static String value(Attributes item, String type) {
        if (type.isEmpty() && item.contains(Tag.ReferencedContentItemIdentifier)) {
            return "see item " + target(item);
        }
        return ContentValue.of(item, type);
    }

    private static List<String> remarks(Attributes item) {
        List<String> remarks = new ArrayList<>();
        String observed = Written.of(item, Tag.ObservationDateTime);
        if (!observed.isEmpty()) {
            remarks.add("observed " + observed);
        }
        String uid = Written.of(item, Tag.ObservationUID);
        if (!uid.isEmpty()) {
            remarks.add("observation " + uid);
        }
        return remarks;
    }

    /** That a heading contains what stands below it needs no words. */
    private static String relationship(String type) {
        return type.equals("CONTAINS") ? "" : type.toLowerCase(Locale.ROOT);
    }
}
