package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.List;

/** Items of a structured report's content tree (PS3.3 C.17.3), each with its relationship to the item around it. */
final class ContentItem {
    private static final String DESCRIBES = "HAS ACQ CONTEXT";
    private static final String CONTAINS = "CONTAINS";

    private ContentItem() {}

    static Attributes container(CodedConcept name, List<Attributes> content) {
        return item(CONTAINS, "CONTAINER", name)
                .setString(Tag.ContinuityOfContent, "SEPARATE")
                .setItems(Tag.ContentSequence, content);
    }

    static Attributes code(CodedConcept name, CodedConcept value) {
        return item(DESCRIBES, "CODE", name).setItems(Tag.ConceptCodeSequence, value.item());
    }

    static Attributes text(CodedConcept name, String value) {
        return Utf8Text.set(item(DESCRIBES, "TEXT", name), Tag.TextValue, value);
    }

    static Attributes uid(CodedConcept name, String value) {
        return item(DESCRIBES, "UIDREF", name).setString(Tag.UID, value);
    }

    static Attributes date(CodedConcept name, String value) {
        return item(DESCRIBES, "DATE", name).setString(Tag.Date, value);
    }

    static Attributes time(CodedConcept name, String value) {
        return item(DESCRIBES, "TIME", name).setString(Tag.Time, value);
    }

    /** @param unit in UCUM, an annotation in braces for things that are counted */
    static Attributes number(CodedConcept name, long value, String unit) {
        return item(DESCRIBES, "NUM", name)
                .setItems(
                        Tag.MeasuredValueSequence,
                        new Attributes()
                                .setItems(Tag.MeasurementUnitsCodeSequence, new CodedConcept(unit, "UCUM", unit).item())
                                .setString(Tag.NumericValue, Long.toString(value)));
    }

    /** What kind of procedure the whole document is about (TID 2010, row 4b). */
    static Attributes modifier(CodedConcept name, CodedConcept value) {
        return code(name, value).setString(Tag.RelationshipType, "HAS CONCEPT MOD");
    }

    /** A reference to an instance; with a description, where there is one (TID 1601). */
    static Attributes reference(ReferenceType type, Attributes sop, List<Attributes> description) {
        Attributes item = new Attributes()
                .setItems(Tag.ReferencedSOPSequence, sop)
                .setString(Tag.RelationshipType, CONTAINS)
                .setString(Tag.ValueType, type.name());
        return description.isEmpty() ? item : item.setItems(Tag.ContentSequence, description);
    }

    private static Attributes item(String relationship, String valueType, CodedConcept name) {
        return new Attributes()
                .setString(Tag.RelationshipType, relationship)
                .setString(Tag.ValueType, valueType)
                .setItems(Tag.ConceptNameCodeSequence, name.item());
    }
}
