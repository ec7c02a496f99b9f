package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import java.util.Optional;

/** An item of a code sequence (PS3.3 8.8). */
public record CodedConcept(String value, String scheme, String meaning) {
    public static final CodedConcept MANIFEST = new CodedConcept("113030", "DCM", "Manifest");
    public static final CodedConcept MANIFEST_WITH_DESCRIPTION =
            new CodedConcept("131560", "DCM", "Manifest with Description");

    /** As an item of a code sequence; a text that is not ASCII is for data sets in UTF-8. */
    public Attributes item() {
        Attributes item = new Attributes();
        Utf8Text.set(item, Tag.CodeValue, value);
        Utf8Text.set(item, Tag.CodingSchemeDesignator, scheme);
        return Utf8Text.set(item, Tag.CodeMeaning, meaning);
    }

    /** The first item of a code sequence; empty when there is none that is complete. */
    public static Optional<CodedConcept> first(Attributes dataSet, int sequence) {
        return dataSet.item(sequence)
                .map(item -> new CodedConcept(
                        item.string(Tag.CodeValue, ""),
                        item.string(Tag.CodingSchemeDesignator, ""),
                        item.string(Tag.CodeMeaning, "")))
                .filter(code -> !code.value().isEmpty() && !code.scheme().isEmpty());
    }

    public boolean isSameAs(CodedConcept other) {
        return value.equals(other.value) && scheme.equals(other.scheme);
    }
}
