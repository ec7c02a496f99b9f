package dev.xdsi.dicom.sr;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The value of a content item by its Value Type (PS3.3 C.17.3.2.1), in words. One whose type is not known is shown with all that it has. */
final class ContentValue {
    private static final int[] COMMON = {
        Tag.RelationshipType,
        Tag.ValueType,
        Tag.ConceptNameCodeSequence,
        Tag.ContentSequence,
        Tag.ObservationDateTime,
        Tag.ObservationUID
    };

    private ContentValue() {}

    static String of(Attributes item, String type) {
        String value = switch (type) {
            case "TEXT" -> Written.of(item, Tag.TextValue);
            case "CODE" -> Written.codes(item, Tag.ConceptCodeSequence);
            case "NUM" -> number(item);
            case "DATETIME" -> Written.of(item, Tag.DateTime);
            case "DATE" -> Written.of(item, Tag.Date);
            case "TIME" -> Written.of(item, Tag.Time);
            case "PNAME" -> Written.of(item, Tag.PersonName);
            case "UIDREF" -> Written.uid(Written.of(item, Tag.UID));
            case "COMPOSITE", "IMAGE", "WAVEFORM" -> Written.references(item, Tag.ReferencedSOPSequence);
            case "SCOORD" -> coordinates(item, "pixels");
            case "SCOORD3D" -> coordinates(item, "mm");
            case "TCOORD" -> times(item);
            default -> "";
        };
        return value.isEmpty() ? whatElse(item, type) : value;
    }

    /** Nothing is left out because it is not where it belongs. */
    private static String whatElse(Attributes item, String type) {
        String all = Written.all(item, COMMON);
        String kind = type.isEmpty() ? "no value type" : "value type " + type;
        return all.isEmpty() ? "(no value; " + kind + ")" : "(" + kind + ") " + all;
    }

    private static String number(Attributes item) {
        List<String> parts = item.items(Tag.MeasuredValueSequence).stream()
                .map(ContentValue::measured)
                .collect(Collectors.toCollection(ArrayList::new));
        String qualifier = Written.codes(item, Tag.NumericValueQualifierCodeSequence);
        if (!qualifier.isEmpty()) {
            parts.add((parts.isEmpty() ? "no value: " : "") + qualifier);
        }
        return String.join(", ", parts);
    }

    /** With the unit as it is coded, which in UCUM is how it is written, and what it means where that is something else. */
    private static String measured(Attributes measured) {
        String value = Written.of(measured, Tag.NumericValue);
        String exact = Written.joined(
                "/",
                Written.of(measured, Tag.RationalNumeratorValue),
                Written.of(measured, Tag.RationalDenominatorValue));
        String real = Written.of(measured, Tag.FloatingPointValue);
        String number = value.isEmpty() ? real : value;
        return Written.joined(
                " ",
                number.isEmpty() ? "(no number)" : number,
                exact.isEmpty() ? "" : "(exactly " + exact + ")",
                measured.item(Tag.MeasurementUnitsCodeSequence)
                        .map(ContentValue::unit)
                        .orElse(""));
    }

    private static String unit(Attributes unit) {
        if (!Written.of(unit, Tag.CodingSchemeDesignator).equals("UCUM")) {
            return Written.code(unit);
        }
        String code = Written.of(unit, Tag.CodeValue);
        String meaning = Written.of(unit, Tag.CodeMeaning);
        String shown = code.equals("1") ? "" : code;
        return meaning.isEmpty() || meaning.equals(code) ? shown : Written.joined(" ", shown, "(" + meaning + ")");
    }

    private static String coordinates(Attributes item, String unit) {
        String data = Written.of(item, Tag.GraphicData);
        String type = Written.of(item, Tag.GraphicType);
        if (type.isEmpty() && data.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        parts.add(Written.joined(" ", type, data.isEmpty() ? "" : data + " (" + unit + ")"));
        add(parts, "origin ", Written.of(item, Tag.PixelOriginInterpretation));
        add(parts, "frame of reference ", Written.of(item, Tag.ReferencedFrameOfReferenceUID));
        add(parts, "fiducial ", Written.of(item, Tag.FiducialUID));
        return String.join(", ", parts);
    }

    private static String times(Attributes item) {
        List<String> parts = new ArrayList<>();
        add(parts, "", Written.of(item, Tag.TemporalRangeType));
        add(parts, "samples ", Written.of(item, Tag.ReferencedSamplePositions));
        add(parts, "seconds ", Written.of(item, Tag.ReferencedTimeOffsets));
        add(parts, "at ", Written.of(item, Tag.ReferencedDateTime));
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String before, String part) {
        if (!part.isEmpty()) {
            parts.add(before + part);
        }
    }
}
