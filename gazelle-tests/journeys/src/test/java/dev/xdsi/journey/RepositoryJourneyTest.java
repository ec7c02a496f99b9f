package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.RepositoryServiceSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.AssociationType;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.DocumentEntryType;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.iti43.RetrievedDocument.NewIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a Document Repository does for its partners, from one end to the other: it keeps documents of any size, and makes a patient's imaging
 * summary for whoever may see what is in it. A document of more than 4 GiB: {@code -Dxdsi.giant=4299161600}.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepositoryJourneyTest {
    private static final String LARGEST = "6000";

    @TempDir
    static Path folder;

    private RunningGateway gateway;
    private RepositoryPartner partner;

    /** Who has documents before on-demand documents are made. */
    private PatientId early;

    @BeforeAll
    void start() throws Exception {
        Configuration before =
                RunningGateway.configuration(folder.resolve("data")).with(Settings.REPOSITORY_MAX_DOCUMENT, LARGEST);
        try (RunningGateway without = RunningGateway.start(before)) {
            early = without.patient("EARLY");
            assertThat(new RepositoryPartner(without, folder).provide(manifest("early", early)))
                    .isEmpty();
        }
        gateway = RunningGateway.start(before.with(RepositoryServiceSettings.IMAGING_SUMMARY, "kept"));
        partner = new RepositoryPartner(gateway, folder);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    static List<Long> sizes() {
        Long giant = Long.getLong("xdsi.giant");
        return giant == null ? List.of(0L, 300_001L) : List.of(giant);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void aDocumentOfAnySizeComesBackAsItWas(long size) throws Exception {
        PatternedContent sent = new PatternedContent(size);
        PatientId patient = gateway.patient("SIZE-" + size);
        DocumentEntry entry = manifest("size-" + size, patient).toBuilder()
                .hash(null)
                .size(null)
                .build();

        assertThat(partner.provide(entry, sent)).isEmpty();

        DocumentEntry registered =
                partner.entriesOf(patient, DocumentEntryType.STABLE).getFirst();
        assertThat(registered.size()).isEqualTo(size);
        assertThat(Objects.requireNonNull(registered.hash()).hex()).isEqualTo(sent.sha1());
        RetrieveDocumentSetResponse answer = partner.retrieve(entry.uniqueId());
        try (InputStream in = answer.documents().getFirst().content().open()) {
            assertThat(PatternedContent.sha1(in)).isEqualTo(sent.sha1());
        }
        answer.delivery().complete();
    }

    @Test
    void whoHadDocumentsBeforeHasASummaryToo() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (partner.entriesOf(early, DocumentEntryType.ON_DEMAND).isEmpty()) {
            assertThat(System.nanoTime()).as("an entry for %s", early).isLessThan(end);
            Thread.sleep(50);
        }
        assertThat(summary(summaryOf(early))).contains("EARLY", "CT early");
    }

    @Test
    void aSummaryIsForWhoMaySeeWhatIsInIt() throws Exception {
        PatientId patient = gateway.patient("SUMMARIZED");
        assertThat(partner.provide(manifest("first", patient))).isEmpty();
        String summary = summaryOf(patient);

        NewIds snapshot = Objects.requireNonNull(retrieved(summary).newIds());
        assertThat(snapshot.repositoryUniqueId()).isEqualTo(Settings.REPOSITORY_UNIQUE_ID.initial());
        assertThat(summary(snapshot.documentUniqueId())).contains("SUMMARIZED", "CT first");
        assertThat(partner.entriesOf(patient, DocumentEntryType.STABLE))
                .extracting(DocumentEntry::uniqueId)
                .contains(snapshot.documentUniqueId());

        String consent = gateway.client()
                .post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share-nothing")))
                .path("documentUniqueId")
                .asText();
        assertThat(consent).isNotEmpty();
        assertThat(partner.entriesOf(patient, DocumentEntryType.ON_DEMAND)).isEmpty();
        for (String hidden : List.of(summary, snapshot.documentUniqueId())) {
            assertThat(partner.retrieve(hidden).errors())
                    .containsExactly(partner.retrieve("2.25.4711").errors().stream()
                            .map(error -> XdsError.of(
                                    error.errorCode(), error.codeContext().replace("2.25.4711", hidden)))
                            .toArray(XdsError[]::new));
        }
    }

    @Test
    void whatWasReplacedOrRemovedIsInNoSummary() throws Exception {
        PatientId patient = gateway.patient("REPLACED");
        DocumentEntry old = manifest("old", patient);
        assertThat(partner.provide(old)).isEmpty();
        String summary = summaryOf(patient);
        String before = Objects.requireNonNull(retrieved(summary).newIds()).documentUniqueId();
        DocumentEntry other = manifest("other", patient);
        RegistryObject replaces = Submissions.relation(AssociationType.RPLC, other.entryUUID(), old.entryUUID());

        assertThat(partner.provide(other, replaces)).isEmpty();

        assertThat(summary(summary)).contains("CT other").doesNotContain("CT old");
        assertThat(summary(before)).as("what was kept stays what it was").contains("CT old");
        partner.remove(other.uniqueId());
        assertThat(partner.retrieve(other.uniqueId()).errors())
                .extracting(XdsError::errorCode)
                .containsExactly(ErrorCode.XDSDocumentUniqueIdError);
        List<EntryUuid> gone = new ArrayList<>(RepositoryPartner.submittedWith(other));
        gone.add(replaces.entryUUID());
        partner.removeMetadata(gone);
        assertThat(summary(summary)).contains("REPLACED").doesNotContain("CT other", "CT old");
    }

    private static DocumentEntry manifest(String name, PatientId patient) {
        return Submissions.manifest(name).toBuilder()
                .patientId(patient)
                .title(InternationalString.of("CT " + name))
                .build();
    }

    private String summaryOf(PatientId patient) {
        List<DocumentEntry> entries = partner.entriesOf(patient, DocumentEntryType.ON_DEMAND);
        assertThat(entries).hasSize(1);
        return entries.getFirst().uniqueId();
    }

    private RetrievedDocument retrieved(String uniqueId) {
        RetrieveDocumentSetResponse response = partner.retrieve(uniqueId);
        assertThat(response.errors()).isEmpty();
        return response.documents().getFirst();
    }

    private String summary(String uniqueId) throws IOException {
        RetrievedDocument document = retrieved(uniqueId);
        assertThat(document.mimeType()).isEqualTo("application/pdf");
        try (InputStream in = document.content().open();
                PDDocument pdf = Loader.loadPDF(in.readAllBytes())) {
            return new PDFTextStripper().getText(pdf);
        }
    }
}
