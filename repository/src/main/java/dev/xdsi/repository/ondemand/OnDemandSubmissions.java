package dev.xdsi.repository.ondemand;

import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SubmissionDraft;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The submissions of an On-Demand Document Source: one of a patient's entry (ITI TF-2: 3.61.4.1.2), and one of what was made of it.
 *
 * @param sourceId SubmissionSet.sourceId
 * @param institution the author of what is made here
 */
public record OnDemandSubmissions(Oid repositoryUniqueId, Oid sourceId, String institution) {
    private static final Code CONTENT_TYPE = Code.of("34133-9", "2.16.840.1.113883.6.1", "Summary of episode note");

    /** The entry of a patient, under ids that follow from the patient and the kind: it can be registered once only. */
    OnDemandEntry entry(OnDemandSource source, PatientId patientId, Instant now) {
        DocumentEntry entry = source.described()
                .author(List.of(author()))
                .entryUUID(named(source, patientId, "entry"))
                .objectType(DocumentEntryType.ON_DEMAND)
                .patientId(patientId)
                .repositoryUniqueId(repositoryUniqueId)
                .sourcePatientId(patientId.cx())
                .uniqueId(oid(named(source, patientId, "document")).value())
                .build();
        SubmissionSet set = submissionSet(
                named(source, patientId, "submission"), oid(named(source, patientId, "set")), patientId, now);
        return new OnDemandEntry(entry.uniqueId(), submission(set, entry, named(source, patientId, "member")));
    }

    /** What an on-demand entry gave, as a document to stay (ITI TF-2: 3.43.4.1.3). */
    SubmissionDraft snapshot(OnDemandSource source, DocumentEntry onDemand, Snapshot fresh) {
        DocumentEntry stable = source.described()
                .author(List.of(author()))
                .confidentialityCode(fresh.confidentialityCode())
                .creationTime(Dtm.of(fresh.now()))
                .entryUUID(fresh.entryUUID())
                .patientId(onDemand.patientId())
                .sourcePatientId(onDemand.patientId().cx())
                .uniqueId(fresh.uniqueId().value())
                .build();
        Association snapshotOf = Association.builder()
                .associationType(AssociationType.IS_SNAPSHOT_OF)
                .entryUUID(derived(fresh.entryUUID() + "#snapshot"))
                .sourceObject(stable.entryUUID())
                .targetObject(onDemand.entryUUID())
                .build();
        return submission(
                submissionSet(
                        derived(fresh.entryUUID() + "#submission"),
                        oid(derived(fresh.entryUUID() + "#set")),
                        onDemand.patientId(),
                        fresh.now()),
                stable,
                derived(fresh.entryUUID() + "#member"),
                snapshotOf);
    }

    /** What is new about a snapshot. */
    record Snapshot(EntryUuid entryUUID, Instant now, List<Code> confidentialityCode) {
        Oid uniqueId() {
            return oid(entryUUID);
        }
    }

    /** Whether a uniqueId can be one that was given here: made of a name, it is of that version (RFC 9562). */
    static boolean isOurs(String uniqueId) {
        if (!uniqueId.matches("2\\.25\\.[0-9]{1,39}")) {
            return false;
        }
        BigInteger number = new BigInteger(uniqueId.substring("2.25.".length()));
        return number.bitLength() <= Long.SIZE * 2
                && new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue()).version() == 3;
    }

    /** The OID of a UUID (ITU-T X.667). */
    static Oid oid(EntryUuid uuid) {
        return new Oid("2.25." + new BigInteger(uuid.uuid().toString().replace("-", ""), 16));
    }

    private SubmissionSet submissionSet(EntryUuid entryUUID, Oid uniqueId, PatientId patientId, Instant now) {
        return SubmissionSet.builder()
                .author(List.of(author()))
                .contentTypeCode(CONTENT_TYPE)
                .entryUUID(entryUUID)
                .patientId(patientId)
                .sourceId(sourceId)
                .submissionTime(Dtm.of(now))
                .uniqueId(uniqueId)
                .build();
    }

    private static SubmissionDraft submission(
            SubmissionSet set, DocumentEntry entry, EntryUuid membership, RegistryObject... more) {
        Association member = Association.builder()
                .associationType(AssociationType.HAS_MEMBER)
                .entryUUID(membership)
                .sourceObject(set.entryUUID())
                .targetObject(entry.entryUUID())
                .submissionSetStatus(SubmissionSetStatus.Original)
                .build();
        return new SubmissionDraft(Stream.concat(Stream.of(set, entry, member), Stream.of(more))
                .map(DraftWriter::draft)
                .toList());
    }

    private Author author() {
        return Author.ofInstitution(null, institution);
    }

    private EntryUuid named(OnDemandSource source, PatientId patientId, String what) {
        return derived(repositoryUniqueId + "#" + source.kind() + "#" + patientId.cx() + "#" + what);
    }

    private static EntryUuid derived(String name) {
        return EntryUuid.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
