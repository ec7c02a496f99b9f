package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.ElementDictionary;
import dev.xdsi.dicom.PersonName;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.Tags;
import dev.xdsi.dicom.UniqueIdentifiers;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values of elements as people write them; what is not as the standard has it is shown as it is. */
final class Written {
    private static final Pattern DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(?:(\\d{2})(\\.\\d{1,6})?)?");
    private static final Pattern ZONED = Pattern.compile("(.*?)([+-]\\d{2})(\\d{2})");
    private static final int DATE_LENGTH = 8;

    private Written() {}

    /** All values of an element, by their representation; empty where there is none. */
    static String of(Attributes item, int tag) {
        return item.element(tag).map(element -> of(item, element)).orElse("");
    }

    private static String of(Attributes item, Element element) {
        return switch (element.value()) {
            case Value.Inline ignored -> inline(item, element);
            case Value.Items(List<Attributes> items) ->
                items.stream().map(one -> "{" + all(one) + "}").collect(Collectors.joining(", "));
            default -> "[data that are not shown]";
        };
    }

    private static String inline(Attributes item, Element element) {
        VR vr = element.vr() == VR.UN ? ElementDictionary.vrOf(element.tag()) : element.vr();
        if (vr.isBytes() && vr != VR.UN && !element.isEmpty()) {
            return "[" + item.bytes(element.tag()).length + " bytes that are not shown]";
        }
        return item.strings(element.tag()).stream()
                .map(value -> switch (vr) {
                    case DA -> date(value);
                    case TM -> time(value);
                    case DT -> dateTime(value);
                    case PN -> personName(value);
                    default -> value;
                })
                .collect(Collectors.joining(vr.isNumber() || vr == VR.DS || vr == VR.IS ? ", " : "\\"));
    }

    /** Whatever an item has, each element by its keyword; how its text was encoded is none of what it says. */
    static String all(Attributes item, int... except) {
        return item.stream()
                .filter(element -> element.tag() != Tag.SpecificCharacterSet)
                .filter(element -> IntStream.of(except).noneMatch(tag -> tag == element.tag()))
                .map(element -> label(element.tag()) + ": " + of(item, element))
                .collect(Collectors.joining("; "));
    }

    private static String label(int tag) {
        String keyword = ElementDictionary.keywordOf(tag);
        return keyword.isEmpty() ? Tags.toString(tag) : keyword;
    }

    static String date(String value) {
        Matcher parts = DATE.matcher(value);
        return parts.matches() ? parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3) : value;
    }

    static String time(String value) {
        Matcher parts = TIME.matcher(value);
        if (!parts.matches()) {
            return value;
        }
        String seconds = parts.group(3) == null ? "" : ":" + parts.group(3);
        return parts.group(1) + ":" + parts.group(2) + seconds + (parts.group(4) == null ? "" : parts.group(4));
    }

    static String dateTime(String value) {
        Matcher zoned = ZONED.matcher(value);
        if (zoned.matches()) {
            return dateTime(zoned.group(1)) + " " + zoned.group(2) + ":" + zoned.group(3);
        }
        return value.length() <= DATE_LENGTH
                ? date(value)
                : date(value.substring(0, DATE_LENGTH)) + " " + time(value.substring(DATE_LENGTH));
    }

    /** Family name first, with a comma, so that nobody takes the one for the other; other scripts behind it. */
    static String personName(String value) {
        PersonName name = PersonName.parse(value);
        List<String> others = Stream.of(name.ideographic(), name.phonetic())
                .map(Written::group)
                .filter(group -> !group.isEmpty())
                .toList();
        String first = group(name.alphabetic());
        if (others.isEmpty()) {
            return first;
        }
        return (first + " (" + String.join(", ", others) + ")").strip();
    }

    private static String group(PersonName.Group group) {
        String before = joined(" ", group.prefix(), group.given(), group.middle());
        return joined(", ", group.family(), before, group.suffix());
    }

    /** Those that are not empty. */
    static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(separator));
    }

    /** The items of a code sequence, each with its meaning, and what it means that by. */
    static String codes(Attributes item, int sequence) {
        return item.items(sequence).stream().map(Written::code).collect(Collectors.joining(", "));
    }

    static String code(Attributes code) {
        String meaning = of(code, Tag.CodeMeaning);
        String coded = coded(code);
        return meaning.isEmpty() ? coded : coded.isEmpty() ? meaning : meaning + " (" + coded + ")";
    }

    /** The meaning alone, or where it has none the code. */
    static String meaning(Attributes code) {
        String meaning = of(code, Tag.CodeMeaning);
        return meaning.isEmpty() ? coded(code) : meaning;
    }

    private static String coded(Attributes code) {
        String scheme = joined(" ", of(code, Tag.CodingSchemeDesignator), of(code, Tag.CodingSchemeVersion));
        return joined(", ", of(code, Tag.CodeValue), of(code, Tag.LongCodeValue), of(code, Tag.URNCodeValue), scheme);
    }

    /** A UID, with its name where the standard gives it one. */
    static String uid(String uid) {
        return UniqueIdentifiers.entry(uid)
                .map(entry -> entry.name() + " (" + uid + ")")
                .orElse(uid);
    }

    /** References to instances, each with its SOP class and what of it is meant. */
    static String references(Attributes item, int sequence) {
        List<String> references = new ArrayList<>();
        for (Attributes sop : item.items(sequence)) {
            String sopClass = of(sop, Tag.ReferencedSOPClassUID);
            List<String> parts = new ArrayList<>();
            parts.add(joined(
                    " ",
                    UniqueIdentifiers.entry(sopClass)
                            .map(UniqueIdentifiers.Entry::name)
                            .orElse(sopClass),
                    of(sop, Tag.ReferencedSOPInstanceUID)));
            add(parts, "frames ", of(sop, Tag.ReferencedFrameNumber));
            add(parts, "segments ", of(sop, Tag.ReferencedSegmentNumber));
            add(parts, "channels ", of(sop, Tag.ReferencedWaveformChannels));
            add(parts, "shown by ", references(sop, Tag.ReferencedSOPSequence));
            add(
                    parts,
                    "",
                    all(
                            sop,
                            Tag.ReferencedSOPClassUID,
                            Tag.ReferencedSOPInstanceUID,
                            Tag.ReferencedFrameNumber,
                            Tag.ReferencedSegmentNumber,
                            Tag.ReferencedWaveformChannels,
                            Tag.ReferencedSOPSequence,
                            Tag.IconImageSequence));
            references.add(String.join(", ", parts));
        }
        return String.join("\n", references);
    }

    private static void add(List<String> parts, String before, String part) {
        if (!part.isEmpty()) {
            parts.add(before + part);
        }
    }
}
