package dev.xdsi.imaging.rad68;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.imaging.manifest.PatientDomains;
import dev.xdsi.imaging.manifest.RequestedOrder;
import dev.xdsi.imaging.manifest.StudyHeader;
import dev.xdsi.imaging.rad68.ManifestSubmission.Submitter;
import dev.xdsi.imaging.report.Report;
import dev.xdsi.imaging.report.ReportInstance;
import dev.xdsi.imaging.report.WrappedText;
import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.SubmissionDraft;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest;
import dev.xdsi.transaction.iti41.ProvideAndRegisterDocumentSetRequest.ProvidedDocument;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The submission of one report (RAD TF-2: 4.68.4.1.2.1), which has the study and its accession numbers in common with the manifest beside
 * which it stands: by them one finds the other. The same report always makes the same submission.
 */
public final class ReportSubmission {
    /** Of the codes that test events of IHE use, as that of manifests. */
    private static final Code CLASS_CODE = Code.of("REPORTS", "1.3.6.1.4.1.19376.1.2.6.1", "Reports");

    private static final String HL7_CONFIDENTIALITY = "2.16.840.1.113883.5.25";
    private static final List<String> LENIENT_TO_STRICT = List.of("U", "L", "M", "N", "R", "V");

    private final Submitter submitter;
    private final AffinityDomainCodes codes;
    private final PatientDomains domains;
    private final ZoneId zone;

    public ReportSubmission(Submitter submitter, AffinityDomainCodes codes, PatientDomains domains, ZoneId zone) {
        this.submitter = submitter;
        this.codes = codes;
        this.domains = domains;
        this.zone = zone;
    }

    public ProvideAndRegisterDocumentSetRequest request(Report report, StudyHeader header, DocumentContent body) {
        Report.Identity identity = report.identity();
        Author author = Author.ofInstitution(
                report.said().author(), Hl7Text.xon(ManifestSubmission.institution(header, submitter)));
        SubmissionSet submissionSet = SubmissionSet.builder()
                .entryUUID(ManifestSubmission.uuid(identity.submissionSetUniqueId(), "SubmissionSet"))
                .uniqueId(identity.submissionSetUniqueId())
                .sourceId(submitter.sourceId())
                .patientId(report.beside().patientId())
                .submissionTime(Dtm.of(report.preparedAt()))
                .contentTypeCode(codes.contentTypeCode())
                .author(List.of(author))
                .build();
        DocumentEntry entry = entry(report, header, author);
        List<RegistryObject> objects =
                new ArrayList<>(List.of(submissionSet, entry, ManifestSubmission.hasMember(submissionSet, entry, "")));
        for (EntryUuid replaced : report.replaces()) {
            objects.add(ManifestSubmission.replaces(identity.submissionSetUniqueId(), identity.entryUUID(), replaced));
        }
        return new ProvideAndRegisterDocumentSetRequest(
                new SubmissionDraft(objects.stream().map(DraftWriter::draft).toList()),
                List.of(new ProvidedDocument(identity.entryUUID().value(), body)));
    }

    private DocumentEntry entry(Report report, StudyHeader header, Author author) {
        Report.Beside beside = report.beside();
        DocumentEntry.Builder entry = new ManifestEntry(codes, domains, zone)
                .about(beside.study(), beside.patientId(), beside.confidentialityCode(), header)
                .entryUUID(report.identity().entryUUID())
                .uniqueId(report.identity().uniqueId().value())
                .mimeType(report.said().kind().mimeType())
                .hash(report.body().hash())
                .size(report.body().length())
                .formatCode(report.said().formatCode())
                .classCode(CLASS_CODE)
                .author(List.of(author))
                .creationTime(report.said().creationTime());
        String title = report.said().title();
        return (title == null ? entry : entry.title(InternationalString.of(title))).build();
    }

    /**
     * What an instance says of the report that it is.
     *
     * @param otherwise when it was made, where it does not say that
     */
    public Report.Description describe(ReportInstance report, Instant otherwise) {
        Attributes dataSet = report.dataSet();
        StudyHeader header = new StudyHeader(List.of(dataSet));
        ZoneId meant = header.offsetFromUtc().<ZoneId>map(offset -> offset).orElse(zone);
        String date = dataSet.string(Tag.ContentDate, dataSet.string(Tag.StudyDate, ""));
        return new Report.Description(
                report.is().kind(),
                report.is().formatCode(),
                report.title()
                        .map(title -> ManifestEntry.shortened(title, ManifestEntry.LONGEST_TITLE))
                        .orElse(null),
                StudyTime.utc(date, dataSet.string(Tag.ContentTime, ""), meant).orElseGet(() -> Dtm.of(otherwise)),
                author(dataSet));
    }

    /** Verifying Observer (0040,A075): who answers for what a Structured Report says. */
    private static @Nullable String author(Attributes dataSet) {
        return dataSet.items(Tag.VerifyingObserverSequence).stream()
                .flatMap(observer -> observer.personName(Tag.VerifyingObserverName).stream())
                .map(Hl7Text::xcn)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** A CDA document has one confidentialityCode: of HL7's the strictest, else the first that there is. */
    private static Code strictest(List<Code> confidentialityCode) {
        return confidentialityCode.stream()
                .filter(code -> HL7_CONFIDENTIALITY.equals(code.codingScheme()))
                .max(Comparator.comparingInt(code -> LENIENT_TO_STRICT.indexOf(code.code())))
                .orElse(confidentialityCode.getFirst());
    }

    /** Who answers for a document that is made here, and how it is written. */
    public WrappedText.Origin origin(StudyHeader header, List<Code> confidentialityCode) {
        return new WrappedText.Origin(
                ManifestSubmission.institution(header, submitter),
                submitter.sourceId(),
                codes.languageCode(),
                strictest(confidentialityCode.isEmpty() ? codes.confidentialityCode() : confidentialityCode),
                RequestedOrder.of(header, domains).stream()
                        .map(RequestedOrder::accessionNumber)
                        .distinct()
                        .toList());
    }
}
