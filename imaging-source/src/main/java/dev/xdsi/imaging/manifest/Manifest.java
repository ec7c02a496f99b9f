package dev.xdsi.imaging.manifest;

import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;

/**
 * The manifest of a study as it is, or will be, registered: one submission of one document or of one of each kind. All of it is decided
 * before the first attempt to send it.
 *
 * @param submissionSetUniqueId SubmissionSet.uniqueId
 * @param confidentialityCode of its entries; the domain's where there is none
 * @param coversChanges how much of the study it lists, by the count of the archive
 * @param content what it says, apart from its identity: two that say the same have the same
 * @param documents at least one; the first speaks for all
 */
public record Manifest(
        Oid study,
        Oid submissionSetUniqueId,
        PatientId patientId,
        List<Code> confidentialityCode,
        long coversChanges,
        Instant createdAt,
        String content,
        List<ManifestDocument> documents) {
    public Manifest {
        confidentialityCode = List.copyOf(confidentialityCode);
        documents = List.copyOf(documents);
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("a manifest has at least one document");
        }
    }

    /** DocumentEntry.uniqueId of the document that speaks for all. */
    public Oid documentUniqueId() {
        return documents.getFirst().uniqueId();
    }
}
