package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.imaging.policy.PublicationPolicy;
import dev.xdsi.imaging.report.ReportKind;
import dev.xdsi.model.draft.Vocabulary.Scheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that DCMTK makes and sends. */
@org.junit.jupiter.api.Tag("integration")
class DcmtkReportTest extends ReportScene {
    private void send(Path file) throws Exception {
        DcmtkTest.run("storescu", "-aec", "XDSI", "127.0.0.1", String.valueOf(running.dicomPort()), file.toString());
        running.pass(RunningSource.QUIET);
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        awaitReports();
    }

    /** Odd and even, and so large that it is never in memory at once. */
    @ParameterizedTest
    @ValueSource(ints = {1001, 1002, (9 << 20) + 1})
    void whatPdf2dcmEncapsulatesComesOutAsItWentIn(int length) throws Exception {
        byte[] pdf = Arrays.copyOf(PDF, length);
        Arrays.fill(pdf, PDF.length, length, (byte) 'x');
        Path file = Files.write(folder.resolve("report.pdf"), pdf);
        Path image = folder.resolve("report.dcm");
        DcmtkTest.run(
                "pdf2dcm",
                "+t",
                "Report",
                "-k",
                "StudyInstanceUID=" + STUDY,
                "-k",
                "PatientID=4711",
                "-k",
                "PatientName=Doe^Jane",
                file.toString(),
                image.toString());
        send(image);

        assertThat(running.repository.requests()).hasSize(2);
        assertThat(document(1)).isEqualTo(pdf);
    }

    @Test
    void whatXml2dsrMakesIsReadByDcmtkAgain() throws Exception {
        restart(PublicationPolicy.OPEN, ReportKind.SR);
        Path xml = Files.writeString(folder.resolve("report.xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <report type="Basic Text SR">
              <sopclass uid="1.2.840.10008.5.1.4.1.1.88.11"/>
              <charset>UTF-8</charset>
              <modality>SR</modality>
              <patient><id>4711</id><name><last>Doe</last><first>Jane</first></name></patient>
              <study uid="%s"><accession><number>A100</number></accession></study>
              <series uid="%s"><number>8</number></series>
              <instance uid="%s"/>
              <document>
                <completion flag="COMPLETE"/>
                <verification flag="UNVERIFIED"/>
                <content>
                  <date>2026-03-01</date>
                  <time>11:30:00</time>
                  <container flag="SEPARATE">
                    <concept><value>18748-4</value><scheme><designator>LN</designator></scheme><meaning>Diagnostic imaging study</meaning></concept>
                    <text><relationship>CONTAINS</relationship>
                      <concept><value>121071</value><scheme><designator>DCM</designator></scheme><meaning>Finding</meaning></concept>
                      <value>no effusion</value></text>
                  </container>
                </content>
              </document>
            </report>
            """.formatted(STUDY, REPORTS, REPORTS + ".1"));
        Path report = folder.resolve("report.dcm");
        DcmtkTest.run("xml2dsr", xml.toString(), report.toString());
        send(report);

        assertThat(code(1, Scheme.DE_FORMAT_CODE)).isEqualTo("1.2.840.10008.5.1.4.1.1.88.11");
        Path published = Files.write(folder.resolve("published.dcm"), document(1));
        assertThat(DcmtkTest.run("dsrdump", published.toString()))
                .contains("Basic Text SR", "no effusion")
                .doesNotContain("E: ");
    }
}
