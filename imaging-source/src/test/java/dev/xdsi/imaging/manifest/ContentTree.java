package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The content tree of a structured report, a line for each item: depth, relationship, value type, concept and value. */
public final class ContentTree {
    private static final Map<String, Integer> VALUES = Map.of(
            "TEXT", Tag.TextValue,
            "UIDREF", Tag.UID,
            "DATE", Tag.Date,
            "TIME", Tag.Time);

    private ContentTree() {}

    public static List<String> of(Attributes document) {
        List<String> lines = new ArrayList<>();
        add(document, "", lines);
        return lines;
    }

    private static void add(Attributes item, String indent, List<String> lines) {
        String line = item.string(Tag.RelationshipType, "") + " " + item.string(Tag.ValueType, "?") + " "
                + code(item, Tag.ConceptNameCodeSequence) + value(item);
        lines.add(indent + line.strip().replace("  ", " "));
        item.items(Tag.ContentSequence).forEach(child -> add(child, indent + "> ", lines));
    }

    private static String code(Attributes item, int sequence) {
        return CodedConcept.first(item, sequence)
                .map(code -> code.value() + "^" + code.scheme())
                .orElse("");
    }

    private static String value(Attributes item) {
        String type = item.string(Tag.ValueType, "");
        Integer tag = VALUES.get(type);
        if (tag != null) {
            return " = " + item.string(tag, "");
        }
        return switch (type) {
            case "CODE" -> " = " + code(item, Tag.ConceptCodeSequence);
            case "NUM" ->
                item.item(Tag.MeasuredValueSequence)
                        .map(measured -> " = " + measured.string(Tag.NumericValue, "") + " "
                                + code(measured, Tag.MeasurementUnitsCodeSequence))
                        .orElse(" = ?");
            case "CONTAINER" -> " " + item.string(Tag.ContinuityOfContent, "without continuity");
            default ->
                item.item(Tag.ReferencedSOPSequence)
                        .map(sop -> sop.string(Tag.ReferencedSOPInstanceUID, ""))
                        .orElse("");
        };
    }
}
