package dev.xdsi.dicom.sr;

import static dev.xdsi.dicom.sr.Reports.item;
import static dev.xdsi.dicom.sr.Reports.report;
import static dev.xdsi.dicom.sr.Reports.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredReportTest {
    private static final List<String> SAID = List.of(
            "Imaging Measurement Report",
            "Müller, Dr. Jörg",
            "山田, 太郎",
            "4711",
            "1970-01-02",
            "2026-03-01 10:15",
            "PARTIAL",
            "UNVERIFIED",
            "Größe unverändert.",
            "Röntgen, Wilhelm Conrad",
            "Measurements",
            "3.5 mm (millimeter)",
            "observed 2026-03-01 10:22:33.5 +01:00",
            "inferred from",
            "CIRCLE 10.5, 20.0, 30.0, 40.0 (pixels)",
            "selected from",
            "MR Image Storage 1.2.3.10",
            "no value: Measurement failure (114006, DCM)",
            "Left (7771000, SCT)",
            "CT Image Storage 1.2.3.9, frames 5, 7",
            "2026-02-28",
            "10:11:12.25",
            "2026-02-28 10:11:12",
            "1.2.3.4.5.6",
            "POINT 1.0, 2.0, 3.0 (mm), frame of reference 1.2.3.77",
            "1.2.3.11, channels 1, 2",
            "Basic Text SR Storage 1.2.3.12",
            "benign",
            "see item 1.3.1");

    @Test
    void everythingThatIsSaidIsThereInBoth() throws Exception {
        StructuredReport report = StructuredReport.of(Reports.ofEveryKind());

        assertThat(report.html()).contains(SAID).contains("[1.3.1] <b><bdi>Diameter");
        assertThat(report.text()).contains(SAID).contains("[1.3.1] Diameter: 3.5 mm");
    }

    @Test
    void plainTextShowsTheTreeByIndentation() throws Exception {
        String text = StructuredReport.of(Reports.ofEveryKind()).text();

        assertThat(text)
                .contains("\nImaging Measurement Report\n  Finding: Größe unverändert.\n      | Keine <neuen> Herde &")
                .contains("\n  Measurements\n    [1.3.1] Diameter: 3.5 mm (millimeter) (observed ")
                .contains("\n      (inferred from) Outline: CIRCLE")
                .contains("\n        (selected from) MR Image");
    }

    /** Void elements and the doctype apart, what is written is XML, so that no text can have opened or closed anything. */
    private static org.w3c.dom.Document parsed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<(meta [^>]*|br|hr)>", "<$1/>");
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</bdi></li><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='x",
                "&lt;script&gt;",
                "--><svg onload=alert(1)>"
            })
    void noTextIsMarkup(String hostile) throws Exception {
        Attributes report = report(
                text(hostile, hostile),
                Reports.container(hostile, item("CONTAINS", hostile.substring(0, 8), hostile)),
                item("HAS PROPERTIES", "CODE", "Code")
                        .setItems(Tag.ConceptCodeSequence, Reports.code(hostile, hostile, hostile)));
        report.setString(Tag.PatientName, hostile).setString(Tag.CompletionFlag, hostile);
        report.setItems(Tag.ConceptNameCodeSequence, Reports.code("1", "99", hostile));
        org.w3c.dom.Document html = parsed(StructuredReport.of(report).html());

        assertThat(html.getDocumentElement().getTextContent()).contains(hostile);
        for (String forbidden : List.of("script", "img", "svg")) {
            assertThat(html.getElementsByTagName(forbidden).getLength()).isZero();
        }
        assertThat(StructuredReport.of(report).html()).doesNotContain(hostile);
    }

    @Test
    void textCannotLookLikeAnItemNorMoveTheCursor() throws Exception {
        Attributes report =
                report(text("Finding", "none\nVerification flag: VERIFIED\u2028x: y\u001B[2J\u0007 \u202E321"));
        String text = StructuredReport.of(report).text();

        assertThat(text.lines().filter(line -> line.startsWith("Verification flag:")))
                .containsExactly("Verification flag: UNVERIFIED");
        assertThat(text).contains("| x: y\uFFFD[2J\uFFFD \uFFFD321").doesNotContain("\u001B", "\u0007", "\u202E");
        assertThat(StructuredReport.of(report).html()).doesNotContain("\u001B", "\u0007", "\u202E");
    }

    @Test
    void noItemIsDropped() throws Exception {
        Attributes report = report(
                item("CONTAINS", "TABLE", "Lists")
                        .setString(Tag.TextValue, "in a table")
                        .setItems(Tag.ConceptCodeSequence, Reports.code("5", "99X", "coded too")),
                item("CONTAINS", "", "").setString(Tag.TextValue, "of no type"),
                item("CONTAINS", "TEXT", "Empty"),
                item("CONTAINS", "NUM", "Misplaced").setString(Tag.NumericValue, "12.5"),
                item("CONTAINS", "CODE", "Long")
                        .setItems(
                                Tag.ConceptCodeSequence,
                                new Attributes().setString(Tag.LongCodeValue, "a-code-of-more-than-sixteen")),
                new Attributes());
        String text = StructuredReport.of(report).text();

        assertThat(text)
                .contains("Lists: (value type TABLE) ", "TextValue: in a table", "CodeMeaning: coded too")
                .contains("(no value type) TextValue: of no type")
                .contains("Empty: (no value; value type TEXT)")
                .contains("Misplaced: (value type NUM) NumericValue: 12.5")
                .contains("a-code-of-more-than-sixteen")
                .endsWith("  (no value; no value type)\n");
    }

    @Test
    void howFinalItIsIsAlwaysSaid() throws Exception {
        Attributes report = report().remove(Tag.CompletionFlag).remove(Tag.VerificationFlag);
        Attributes keyObjects = new Attributes()
                .setString(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage)
                .setItems(Tag.ContentSequence, text("Key Object Description", "for the surgeon"));

        assertThat(StructuredReport.of(report).text())
                .contains("Completion flag: not said\n", "Verification flag: not said\n");
        assertThat(StructuredReport.of(keyObjects).text())
                .doesNotContain("flag")
                .contains("Patient: not named", "for the surgeon");
    }

    @Test
    void whoAnswersForItIsSaid() throws Exception {
        Attributes report = report().setItems(
                        Tag.VerifyingObserverSequence,
                        new Attributes()
                                .setString(Tag.VerifyingObserverName, "Curie^Marie")
                                .setString(Tag.VerifyingOrganization, "Institut")
                                .setString(Tag.VerificationDateTime, "20260302080000"))
                .setItems(
                        Tag.PredecessorDocumentsSequence,
                        new Attributes()
                                .setItems(
                                        Tag.ReferencedSeriesSequence,
                                        new Attributes()
                                                .setItems(
                                                        Tag.ReferencedSOPSequence,
                                                        Reports.sop(UID.BasicTextSRStorage, "1.2.3.55"))));

        assertThat(StructuredReport.of(report).text())
                .contains("Verified by: Curie, Marie, Institut, 2026-03-02 08:00:00\n")
                .contains("Predecessor document: Basic Text SR Storage 1.2.3.55\n");
    }

    @Test
    void deeperOrLongerThanIsShownIsRefusedWhole() throws Exception {
        assertThat(StructuredReport.of(Reports.deep(60)).html()).contains("reached");
        assertThatThrownBy(() -> StructuredReport.of(Reports.deep(80)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("deeper");
        Attributes many = report(Reports.many(60_000).toArray(Attributes[]::new));
        assertThatThrownBy(() -> StructuredReport.of(many))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("longer");
        Attributes scattered = report().set(new dev.xdsi.dicom.Element(
                Tag.ContentSequence, VR.UN, new dev.xdsi.dicom.Value.Inline(new byte[] {1, 2, 3, 4})));
        assertThatThrownBy(() -> StructuredReport.of(scattered)).isInstanceOf(UnreadableReportException.class);
    }
}
