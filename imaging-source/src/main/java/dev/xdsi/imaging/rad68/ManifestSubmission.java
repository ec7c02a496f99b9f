package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.Manifest;
import dev.xdsi.imaging.manifest.ManifestDocument;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.model.Association;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.Author;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.SubmissionSetStatus;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The submission of one manifest (RAD TF-2: 4.68.4.1.2): SubmissionSet, DocumentEntry, their HasMember, and where a manifest was there
 * before, the RPLC of its entry. The same manifest always makes the same submission.
 */
public final class ManifestSubmission {
    private final Submitter submitter;
    private final AffinityDomainCodes codes;
    private final PatientDomains domains;
    private final ZoneId zone;

    /**
     * Who submits.
     *
     * @param sourceId SubmissionSet.sourceId
     * @param institution the author of studies that name none
     */
    public record Submitter(Oid sourceId, String institution) {}

    public ManifestSubmission(Submitter submitter, AffinityDomainCodes codes, PatientDomains domains, ZoneId zone) {
        this.submitter = submitter;
        this.codes = codes;
        this.domains = domains;
        this.zone = zone;
    }

    public PatientDomains domains() {
        return domains;
    }

    /** All documents of a manifest in one submission, so that either all of them are registered or none. */
    public ProvideAndRegisterDocumentSetRequest request(Manifest manifest, StudyHeader header) {
        Author author = author(header);
        ManifestEntry entries = new ManifestEntry(codes, domains, zone);
        SubmissionSet submissionSet = submissionSet(manifest, author);
        List<RegistryObject> objects = new ArrayList<>(List.of(submissionSet));
        List<ProvidedDocument> documents = new ArrayList<>();
        for (ManifestDocument document : manifest.documents()) {
            DocumentEntry entry = entries.describe(manifest, document, header, author);
            objects.add(entry);
            objects.add(hasMember(submissionSet, entry, documents.isEmpty() ? "" : " " + document.kind()));
            document.replaces()
                    .forEach(replaced ->
                            objects.add(replaces(manifest.submissionSetUniqueId(), document.entryUUID(), replaced)));
            documents.add(new ProvidedDocument(entry.entryUUID().value(), document.file()));
        }
        return new ProvideAndRegisterDocumentSetRequest(
                new SubmissionDraft(objects.stream().map(DraftWriter::draft).toList()), documents);
    }

    static Association replaces(Oid submissionSetUniqueId, EntryUuid entry, EntryUuid replaced) {
        return Association.builder()
                .associationType(AssociationType.RPLC)
                .entryUUID(uuid(submissionSetUniqueId, "RPLC " + entry + " " + replaced))
                .sourceObject(entry)
                .targetObject(replaced)
                .build();
    }

    private SubmissionSet submissionSet(Manifest manifest, Author author) {
        return SubmissionSet.builder()
                .entryUUID(uuid(manifest.submissionSetUniqueId(), "SubmissionSet"))
                .uniqueId(manifest.submissionSetUniqueId())
                .sourceId(submitter.sourceId())
                .patientId(manifest.patientId())
                .submissionTime(Dtm.of(manifest.createdAt()))
                .contentTypeCode(codes.contentTypeCode())
                .author(List.of(author))
                .build();
    }

    static Association hasMember(SubmissionSet submissionSet, DocumentEntry entry, String which) {
        return Association.builder()
                .associationType(AssociationType.HAS_MEMBER)
                .entryUUID(uuid(submissionSet.uniqueId(), "HasMember" + which))
                .sourceObject(submissionSet.entryUUID())
                .targetObject(entry.entryUUID())
                .submissionSetStatus(SubmissionSetStatus.Original)
                .build();
    }

    /** Who performed the procedure, where the images name one, at the institution that made them. */
    private Author author(StudyHeader header) {
        String person = header.study()
                .personName(Tag.PerformingPhysicianName)
                .map(Hl7Text::xcn)
                .orElse("");
        return Author.ofInstitution(person.isEmpty() ? null : person, Hl7Text.xon(institution(header, submitter)));
    }

    /** The institution that made the images, else that of the submitter. */
    static String institution(StudyHeader header, Submitter submitter) {
        return header.distinct(Tag.InstitutionName).stream().findFirst().orElse(submitter.institution());
    }

    /** Follows from what is fixed already, so that a retry says the same. */
    static EntryUuid uuid(Oid submissionSetUniqueId, String what) {
        String name = submissionSetUniqueId + "#" + what;
        return EntryUuid.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)));
    }
}
