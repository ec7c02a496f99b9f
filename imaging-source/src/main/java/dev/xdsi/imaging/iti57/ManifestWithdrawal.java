package dev.xdsi.imaging.iti57;

import dev.xdsi.imaging.manifest.Withdrawal;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import dev.xdsi.transaction.iti57.UpdateDocumentSetRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The submission that deprecates the DocumentEntries of a manifest (ITI TF-2: 3.57.4.1.3.3.2, RAD TF-2: 4.68.4.1.2): a SubmissionSet and an
 * UpdateAvailabilityStatus for each. The same withdrawal always makes the same submission.
 *
 * @param sourceId SubmissionSet.sourceId
 * @param contentTypeCode SubmissionSet.contentTypeCode
 */
public record ManifestWithdrawal(Oid sourceId, Code contentTypeCode) {
    /**
     * What becomes Deprecated, in one submission.
     *
     * @param at SubmissionSet.submissionTime
     */
    public record Deprecation(PatientId patientId, Oid submissionSetUniqueId, Instant at, List<EntryUuid> entries) {
        public Deprecation {
            entries = List.copyOf(entries);
        }
    }

    /** The same of documents that are no manifest. */
    public UpdateDocumentSetRequest request(Deprecation deprecation) {
        SubmissionSet submissionSet =
                submissionSet(deprecation.patientId(), deprecation.submissionSetUniqueId(), deprecation.at());
        List<RegistryObjectDraft> objects = new ArrayList<>(List.of(DraftWriter.draft(submissionSet)));
        deprecation.entries().forEach(entry -> objects.add(deprecation(submissionSet, entry, " " + entry)));
        return new UpdateDocumentSetRequest(new SubmissionDraft(objects));
    }

    public UpdateDocumentSetRequest request(Withdrawal withdrawal) {
        SubmissionSet submissionSet = submissionSet(
                withdrawal.manifest().patientId(), withdrawal.submissionSetUniqueId(), withdrawal.decidedAt());
        List<RegistryObjectDraft> objects = new ArrayList<>(List.of(DraftWriter.draft(submissionSet)));
        for (Withdrawal.Document document : withdrawal.manifest().documents()) {
            objects.add(
                    deprecation(submissionSet, document.entryUUID(), objects.size() == 1 ? "" : " " + document.kind()));
        }
        return new UpdateDocumentSetRequest(new SubmissionDraft(objects));
    }

    private SubmissionSet submissionSet(PatientId patientId, Oid uniqueId, Instant at) {
        return SubmissionSet.builder()
                .entryUUID(uuid(uniqueId, "SubmissionSet"))
                .uniqueId(uniqueId)
                .sourceId(sourceId)
                .patientId(patientId)
                .submissionTime(Dtm.of(at))
                .contentTypeCode(contentTypeCode)
                .build();
    }

    private static RegistryObjectDraft deprecation(SubmissionSet submissionSet, EntryUuid entry, String which) {
        Association update = Association.builder()
                .associationType(AssociationType.UPDATE_AVAILABILITY_STATUS)
                .entryUUID(uuid(submissionSet.uniqueId(), "UpdateAvailabilityStatus" + which))
                .sourceObject(submissionSet.entryUUID())
                .targetObject(entry)
                .build();
        return DraftWriter.draft(update)
                .withSlot(SlotName.ORIGINAL_STATUS, AvailabilityStatus.APPROVED.urn())
                .withSlot(SlotName.NEW_STATUS, AvailabilityStatus.DEPRECATED.urn());
    }

    /** Follows from what is fixed already, so that a retry says the same. */
    private static EntryUuid uuid(Oid submissionSetUniqueId, String what) {
        String name = submissionSetUniqueId + "#" + what;
        return EntryUuid.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)));
    }
}
