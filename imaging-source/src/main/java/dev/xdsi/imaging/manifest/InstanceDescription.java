package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.model.Oid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an Image Library says of one instance (IHE RAD MADO, TID 1601).
 *
 * @param instanceNumber (0020,0013), empty where there is none
 * @param frames (0028,0008); 0 where the instance does not count any
 * @param documentTitle of a key object selection
 * @param keyObjectDescription of a key object selection, empty where there is none
 */
public record InstanceDescription(
        String instanceNumber, int frames, @Nullable CodedConcept documentTitle, String keyObjectDescription) {
    static final InstanceDescription NOTHING = new InstanceDescription("", 0, null, "");

    private static final CodedConcept DESCRIPTION = new CodedConcept("113012", "DCM", "Key Object Description");
    private static final int LONGEST_TEXT = 1024;

    /** Which instance it is, and how it describes itself; empty for a data set without a UID. */
    public static Optional<Of> of(Attributes dataSet) {
        boolean keyObjects = dataSet.string(Tag.SOPClassUID, "").equals(UID.KeyObjectSelectionDocumentStorage);
        InstanceDescription description = new InstanceDescription(
                dataSet.string(Tag.InstanceNumber, "").strip(),
                Math.max(0, dataSet.integer(Tag.NumberOfFrames, 0)),
                keyObjects
                        ? CodedConcept.first(dataSet, Tag.ConceptNameCodeSequence)
                                .orElse(null)
                        : null,
                keyObjects ? description(dataSet) : "");
        return dataSet.string(Tag.SOPInstanceUID).filter(Oid::isValid).map(uid -> new Of(new Oid(uid), description));
    }

    /** The description of the instance that has this SOP Instance UID. */
    public record Of(Oid sopInstance, InstanceDescription description) {}

    private static String description(Attributes keyObjects) {
        String text = keyObjects.items(Tag.ContentSequence).stream()
                .filter(item -> CodedConcept.first(item, Tag.ConceptNameCodeSequence)
                        .filter(DESCRIPTION::isSameAs)
                        .isPresent())
                .map(item -> item.string(Tag.TextValue, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT));
    }
}
