package dev.xdsi.imaging.manifest;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.time.Instant;

/**
 * That a registered manifest does not stand any longer, because nothing of its study is left to be shared. All of it is decided before
 * the first attempt to tell the registry.
 *
 * @param submissionSetUniqueId of the submission by which the registry is told
 * @param coversChanges at which state of the study that was decided, by the count of the archive
 */
public record Withdrawal(Standing manifest, Oid submissionSetUniqueId, long coversChanges, Instant decidedAt) {

    /** A manifest that is registered and Approved, as far as its source knows. */
    public record Standing(Oid documentUniqueId, EntryUuid entryUUID, PatientId patientId) {}
}
