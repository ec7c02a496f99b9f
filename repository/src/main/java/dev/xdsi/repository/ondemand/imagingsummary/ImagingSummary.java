package dev.xdsi.repository.ondemand.imagingsummary;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.DraftReader;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import dev.xdsi.repository.ondemand.OnDemandSource;
import dev.xdsi.repository.ondemand.RegisteredEntries;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The imaging summary of a patient: every study of whose manifest (RAD TF-2: 4.68) the registry tells the caller, newest first. Whoever
 * may not see a study reads nothing of it.
 */
public final class ImagingSummary implements OnDemandSource {
    private static final Code MANIFEST =
            Code.of("1.2.840.10008.5.1.4.1.1.88.59", "1.2.840.10008.2.6.1", "Key Object Selection Document");
    private static final Code NORMAL = Code.of("N", "2.16.840.1.113883.5.25", "Normal");
    private static final Code TYPE = Code.of("18748-4", "2.16.840.1.113883.6.1", "Diagnostic imaging study");
    private static final String PDF = "application/pdf";

    private final RegisteredEntries registry;
    private final InstantSource clock;

    public ImagingSummary(RegisteredEntries registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "imaging-summary";
    }

    @Override
    public DocumentEntry.Builder described() {
        return DocumentEntry.builder()
                .classCode(Code.of("REPORTS", "1.3.6.1.4.1.19376.1.2.6.1", "Reports"))
                .confidentialityCode(List.of(NORMAL))
                .formatCode(Code.of(
                        "urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "mimeType Sufficient"))
                .healthcareFacilityTypeCode(Code.of("22232009", "2.16.840.1.113883.6.96", "Hospital"))
                .languageCode("en-US")
                .mimeType(PDF)
                .practiceSettingCode(Code.of("394914008", "2.16.840.1.113883.6.96", "Radiology"))
                .title(InternationalString.of("Imaging summary"))
                .typeCode(TYPE);
    }

    @Override
    public boolean makes(DocumentEntry entry) {
        return entry.mimeType().equals(PDF) && entry.typeCode().sameValue(TYPE);
    }

    @Override
    public boolean follows(RegistryObjectDraft documentEntry) {
        return DraftReader.codes(documentEntry, Scheme.DE_FORMAT_CODE).stream().anyMatch(MANIFEST::sameValue);
    }

    @Override
    public Set<Code> write(PatientId patientId, Caller caller, OutputStream out) throws IOException {
        List<DocumentEntry> manifests = registry.ask(
                StoredQueryId.FindDocuments,
                List.of(
                        SlotDraft.of("$XDSDocumentEntryPatientId", RegisteredEntries.quoted(patientId.cx())),
                        SlotDraft.of(
                                "$XDSDocumentEntryStatus",
                                "(" + RegisteredEntries.quoted(AvailabilityStatus.APPROVED.urn()) + ")"),
                        SlotDraft.of(
                                "$XDSDocumentEntryFormatCode", "(" + RegisteredEntries.quoted(MANIFEST.coded()) + ")")),
                caller);
        List<SummarizedStudy> studies = manifests.stream()
                .map(SummarizedStudy::of)
                .sorted(Comparator.comparing(SummarizedStudy::date).reversed())
                .toList();
        SummarizedPatient patient = SummarizedPatient.of(
                patientId,
                manifests.stream().map(DocumentEntry::sourcePatientInfo).toList());
        try (SummaryPdf pdf = new SummaryPdf(patient, clock.instant())) {
            pdf.write(studies, out);
        }
        return confidentiality(manifests);
    }

    /** Each value once, whatever it is called. */
    private static Set<Code> confidentiality(List<DocumentEntry> manifests) {
        Map<String, Code> codes = new HashMap<>();
        codes.put(NORMAL.coded(), NORMAL);
        manifests.stream()
                .flatMap(manifest -> manifest.confidentialityCode().stream())
                .forEach(code -> codes.putIfAbsent(code.coded(), code));
        return new HashSet<>(codes.values());
    }
}
