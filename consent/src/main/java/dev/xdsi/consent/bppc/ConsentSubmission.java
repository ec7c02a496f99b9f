package dev.xdsi.consent.bppc;

import dev.xdsi.consent.bppc.ConsentDocument.Agreement;
import dev.xdsi.consent.bppc.ConsentDocument.Validity;
import dev.xdsi.disclosure.ConsentFormat;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The submission of a consent document by ITI-41 (BPPC, ITI TF-3: 5.1.2.1). A consent that takes the place of another replaces its entry
 * (RPLC), which is deprecated with that and counts no longer.
 */
public final class ConsentSubmission {
    /** Coding scheme of the policies in eventCodeList; their codes are OIDs and need none, but a code must have one. */
    static final String POLICY_SCHEME = "2.25.306141234754452522353723118800074135610";

    private static final String LOINC = "2.16.840.1.113883.6.1";
    private static final String SNOMED = "2.16.840.1.113883.6.96";
    private static final Code ACKNOWLEDGEMENT = Code.of("57016-8", LOINC, "Privacy Policy Acknowledgement Document");

    private final Supplier<UUID> uuids;
    private final Instant now;
    private final Oid sourceId;
    private final String institution;

    /** Who submits, and when. */
    public ConsentSubmission(Supplier<UUID> uuids, Instant now, Oid sourceId, String institution) {
        this.uuids = uuids;
        this.now = now;
        this.sourceId = sourceId;
        this.institution = institution;
    }

    /** What is to be sent, and the uniqueId by which the new consent is known. */
    public record Prepared(ProvideAndRegisterDocumentSetRequest request, String documentUniqueId) {}

    /** A consent to these policies, all of them for the same time. */
    public Prepared give(PatientId patient, List<Agreement> agreements, @Nullable EntryUuid replaces) {
        Oid uniqueId = oid();
        byte[] cda = ConsentDocumentWriter.write(
                new ConsentDocument(Set.of(patient), agreements),
                new ConsentDocumentWriter.Origin(uniqueId.value(), now, institution));
        DocumentEntry entry = entry(patient, agreements, uniqueId);
        SubmissionSet set = submissionSet(patient);
        List<RegistryObject> objects = new ArrayList<>(List.of(
                set,
                entry,
                Association.builder()
                        .associationType(AssociationType.HAS_MEMBER)
                        .entryUUID(uuid())
                        .sourceObject(set.entryUUID())
                        .targetObject(entry.entryUUID())
                        .submissionSetStatus(SubmissionSetStatus.Original)
                        .build()));
        if (replaces != null) {
            objects.add(Association.builder()
                    .associationType(AssociationType.RPLC)
                    .entryUUID(uuid())
                    .sourceObject(entry.entryUUID())
                    .targetObject(replaces)
                    .build());
        }
        return new Prepared(
                new ProvideAndRegisterDocumentSetRequest(
                        new SubmissionDraft(
                                objects.stream().map(DraftWriter::draft).toList()),
                        List.of(new ProvidedDocument(entry.entryUUID().value(), new Content(cda)))),
                uniqueId.value());
    }

    /**
     * The end of a consent: it is replaced by one to the same policies that counts until now, so from now on nothing of it counts, and
     * what was agreed to until now stays on record.
     */
    public Prepared revoke(DocumentEntry consent) {
        Dtm begun = consent.serviceStartTime();
        Instant end = Dtm.of(now).start();
        Instant from = begun == null || begun.start().isAfter(end) ? null : begun.start();
        return give(
                consent.patientId(),
                consent.eventCodeList().stream()
                        .map(policy -> new Agreement(policy.code(), shown(policy), new Validity(from, end)))
                        .toList(),
                consent.entryUUID());
    }

    private DocumentEntry entry(PatientId patient, List<Agreement> agreements, Oid uniqueId) {
        Validity validity = agreements.getFirst().validity();
        return DocumentEntry.builder()
                .author(List.of(Author.ofInstitution(null, institution)))
                .classCode(ACKNOWLEDGEMENT)
                .confidentialityCode(List.of(Code.of("N", "2.16.840.1.113883.5.25", "Normal")))
                .creationTime(Dtm.of(now))
                .entryUUID(uuid())
                .eventCodeList(agreements.stream()
                        .map(agreement -> Code.of(agreement.policy(), POLICY_SCHEME, agreement.name()))
                        .toList())
                .formatCode(ConsentFormat.BPPC)
                .healthcareFacilityTypeCode(Code.of("22232009", SNOMED, "Hospital"))
                .languageCode("en")
                .mimeType("text/xml")
                .patientId(patient)
                .practiceSettingCode(Code.of("394802001", SNOMED, "General medicine"))
                .serviceStartTime(dtm(validity.from()))
                .serviceStopTime(dtm(validity.until()))
                .sourcePatientId(patient.cx())
                .title(InternationalString.of("Privacy Policy Acknowledgement"))
                .typeCode(ACKNOWLEDGEMENT)
                .uniqueId(uniqueId.value())
                .build();
    }

    private SubmissionSet submissionSet(PatientId patient) {
        return SubmissionSet.builder()
                .author(List.of(Author.ofInstitution(null, institution)))
                .contentTypeCode(ACKNOWLEDGEMENT)
                .entryUUID(uuid())
                .patientId(patient)
                .sourceId(sourceId)
                .submissionTime(Dtm.of(now))
                .uniqueId(oid())
                .build();
    }

    private static @Nullable Dtm dtm(@Nullable Instant time) {
        return time == null ? null : Dtm.of(time);
    }

    private static String shown(Code policy) {
        InternationalString name = policy.displayName();
        return name == null ? policy.code() : name.text();
    }

    private EntryUuid uuid() {
        return EntryUuid.of(uuids.get());
    }

    /** An OID under 2.25, which is that of UUIDs (ITU-T X.667). */
    private Oid oid() {
        String hex = uuids.get().toString().replace("-", "");
        return new Oid("2.25." + new BigInteger(hex, 16));
    }

    private static final class Content implements DocumentContent {
        private final byte[] cda;

        Content(byte[] cda) {
            this.cda = cda;
        }

        @Override
        public long length() {
            return cda.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(cda);
        }
    }
}
