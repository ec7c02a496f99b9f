package dev.xdsi.repository.ondemand.imagingsummary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.model.Author;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.InternationalString;
import dev.xdsi.model.Oid;
import dev.xdsi.model.ReferenceId;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.ondemand.FakeRegistry;
import dev.xdsi.repository.ondemand.RegisteredEntries;
import dev.xdsi.transaction.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The PDF as a reader sees it. */
class ImagingSummaryTest {
    private static final Caller DOCTOR = Caller.self("doctor");

    private final FakeRegistry registry = new FakeRegistry();
    private final ImagingSummary summary = new ImagingSummary(
            new RegisteredEntries(registry.transactions().registryStoredQuery()),
            InstantSource.fixed(Instant.parse("2026-03-04T05:06:07Z")));

    private Set<Code> confidentiality = Set.of();

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        confidentiality = summary.write(Submissions.MARY, DOCTOR, out);
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void tellsOfEachStudyNewestFirst() throws IOException {
        registry.entries.add(Submissions.manifest("old"));
        registry.entries.add(Submissions.manifest("new").toBuilder()
                .author(List.of(Author.ofInstitution(null, "Клиника №1^^^^^^^^^1.2.3")))
                .serviceStartTime(new Dtm("20260203"))
                .title(InternationalString.of("Schädel-MRT mit Kontrastmittel, Ωmega und 漢字"))
                .eventCodeList(List.of(
                        Code.of("MR", "1.2.840.10008.2.16.4", "Magnetic Resonance"),
                        Code.of("T-1", "1.2.3", "no modality")))
                .referenceIdList(List.of(ReferenceId.ofAccession("ACC-77", new Oid("1.2.3"))))
                .confidentialityCode(List.of(Code.of("V", "2.16.840.1.113883.5.25", "very restricted")))
                .sourcePatientInfo(List.of("PID-5|Doe^Mary^Ann", "PID-7|19700101", "PID-8|F"))
                .build());

        String text = text(written());

        assertThat(text.lines())
                .containsSubsequence(
                        "Imaging summary",
                        "Doe, Mary; Doe, Mary Ann, 1970-01-01, F",
                        "Patient identifier " + Submissions.MARY.cx(),
                        "2 studies, as registered on 2026-03-04T05:06:07Z and as far as the reader may see them");
        assertThat(text)
                .contains("2026-02-03", "MR", "Клиника №1", "ACC-77", "Ωmega", "und ??")
                .doesNotContain("T-1");
        assertThat(text.replace(System.lineSeparator(), " "))
                .contains("2024-01-02 03:04 CT CT Chest Radiology North")
                .containsSubsequence("2026-02-03", "2024-01-02 03:04");
        assertThat(confidentiality).extracting(Code::code).containsExactlyInAnyOrder("N", "V");
        assertThat(registry.callers).containsExactly(DOCTOR);
    }

    @Test
    void aPatientWithoutStudiesHasASummaryToo() throws IOException {
        assertThat(text(written())).contains("0 studies", "1 / 1");
        assertThat(confidentiality).extracting(Code::code).containsExactly("N");
    }

    @Test
    void manyStudiesMakeManyPagesAndNoneIsLost() throws IOException {
        for (int i = 0; i < 400; i++) {
            registry.entries.add(entry(i, "Study number " + i + (i % 7 == 0 ? " with a long, long description" : "")));
        }
        registry.entries.add(entry(400, "x".repeat(3_000)));

        byte[] pdf = written();

        assertThat(pdf.length).isLessThan(500_000);
        String text = text(pdf);
        for (int i = 0; i < 400; i++) {
            assertThat(text).contains("Study number " + i);
        }
        assertThat(text).contains("401 studies", "2 / ", "…");
    }

    @Test
    void manifestsAreFollowed() {
        assertThat(summary.follows(DraftWriter.draft(Submissions.manifest("a"))))
                .isTrue();
        assertThat(summary.follows(DraftWriter.draft(Submissions.manifest("a").toBuilder()
                        .formatCode(Code.of("urn:ihe:iti:bppc:2007", "1.3.6.1.4.1.19376.1.2.3", "consent"))
                        .build())))
                .isFalse();
    }

    private static DocumentEntry entry(int number, String title) {
        return Submissions.manifest("study" + number).toBuilder()
                .title(InternationalString.of(title))
                .build();
    }
}
