package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.imaging.archive.Ingest.Reason;
import dev.xdsi.imaging.archive.Ingest.Refused;
import dev.xdsi.model.Oid;
import java.util.List;
import java.util.Set;

/** What the archive must know of a data set before it can keep it. */
record InstanceHeader(InstanceUids uids, PatientKey patient, String modality, InstanceRole role, Rejection rejection) {
    /** Titles of manifests: Manifest, Signed Manifest, Manifest with Description (PS3.16 CID 7010 and its drafts). */
    private static final Set<String> MANIFESTS = Set.of("113030^DCM", "113031^DCM", "131560^DCM", "ddd001^DCM");

    /** Titles of rejection notes: quality, patient safety, wrong worklist entry, retention expired (PS3.16 CID 7011). */
    private static final Set<String> REJECTION_NOTES = Set.of("113001^DCM", "113037^DCM", "113038^DCM", "113039^DCM");

    private static final String RETENTION_EXPIRED = "113039^DCM";

    /** A data set that cannot be kept, and why. */
    static final class Unusable extends Exception {
        private final Refused refusal;

        Unusable(Reason reason, String explanation) {
            super(explanation);
            this.refusal = new Refused(reason, explanation);
        }

        Refused refusal() {
            return refusal;
        }
    }

    static InstanceHeader of(Attributes dataSet, AnnouncedInstance announced) throws Unusable {
        checkPixels(dataSet);
        checkAnnounced(dataSet, Tag.SOPInstanceUID, announced.sopInstanceUID(), "SOP Instance UID");
        checkAnnounced(dataSet, Tag.SOPClassUID, announced.sopClassUID(), "SOP Class UID");
        if (announced.studyInstanceUID() != null) {
            checkAnnounced(dataSet, Tag.StudyInstanceUID, announced.studyInstanceUID(), "Study Instance UID");
        }
        InstanceUids uids = new InstanceUids(
                uid(dataSet, Tag.StudyInstanceUID, "Study Instance UID"),
                uid(dataSet, Tag.SeriesInstanceUID, "Series Instance UID"),
                uid(dataSet, Tag.SOPInstanceUID, "SOP Instance UID"));
        InstanceRole role = role(dataSet);
        return new InstanceHeader(
                uids,
                PatientKey.of(dataSet),
                dataSet.string(Tag.Modality, "").strip(),
                role,
                role == InstanceRole.REJECTION_NOTE
                        ? new Rejection(referenced(dataSet), title(dataSet).equals(RETENTION_EXPIRED))
                        : Rejection.NONE);
    }

    /**
     * An image whose pixels are at an address that its sender chose is not kept by keeping it, and whoever follows the address asks on behalf
     * of a stranger.
     */
    private static void checkPixels(Attributes dataSet) throws Unusable {
        if (dataSet.contains(Tag.PixelDataProviderURL) && !dataSet.contains(Tag.PixelData)) {
            throw pixelsElsewhere();
        }
    }

    static Unusable pixelsElsewhere() {
        return new Unusable(
                Reason.PIXELS_ELSEWHERE,
                "the instance names an address in place of its pixels (JPIP), which is not asked");
    }

    private static void checkAnnounced(Attributes dataSet, int tag, String announced, String name) throws Unusable {
        if (!dataSet.string(tag, "").equals(announced)) {
            throw new Unusable(Reason.NOT_AS_ANNOUNCED, "the data set has another " + name + " than was announced");
        }
    }

    private static Oid uid(Attributes dataSet, int tag, String name) throws Unusable {
        String value = dataSet.string(tag, "");
        if (!Oid.isValid(value)) {
            throw new Unusable(Reason.INVALID_UID, "the " + name + (value.isEmpty() ? " is missing" : " is no UID"));
        }
        return new Oid(value);
    }

    private static InstanceRole role(Attributes dataSet) {
        if (!dataSet.string(Tag.SOPClassUID, "").equals(UID.KeyObjectSelectionDocumentStorage)) {
            return InstanceRole.CONTENT;
        }
        String title = title(dataSet);
        if (REJECTION_NOTES.contains(title)) {
            return InstanceRole.REJECTION_NOTE;
        }
        return MANIFESTS.contains(title) || title.endsWith("^99IHE") ? InstanceRole.MANIFEST : InstanceRole.CONTENT;
    }

    private static String title(Attributes keyObject) {
        return keyObject
                .item(Tag.ConceptNameCodeSequence)
                .map(code -> code.string(Tag.CodeValue, "") + "^" + code.string(Tag.CodingSchemeDesignator, ""))
                .orElse("");
    }

    /** Everything in the evidence of a key object selection that has a UID. */
    private static List<Oid> referenced(Attributes keyObject) {
        return keyObject.items(Tag.CurrentRequestedProcedureEvidenceSequence).stream()
                .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
                .map(reference -> reference.string(Tag.ReferencedSOPInstanceUID, ""))
                .filter(Oid::isValid)
                .distinct()
                .map(Oid::new)
                .toList();
    }
}
