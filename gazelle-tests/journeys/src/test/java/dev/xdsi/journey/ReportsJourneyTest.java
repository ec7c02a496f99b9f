package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.PublicationSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.draft.RegistryObjectDraft;
import dev.xdsi.model.draft.Vocabulary.SlotName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports from a modality and from a RIS, found beside the images by accession number and retrieved, until they are rejected. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // each test starts its gateway
class ReportsJourneyTest {
    @TempDir
    private Path folder;

    private RunningGateway gateway;
    private ReportPartner partner;

    @BeforeEach
    void start() throws Exception {
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(PublicationSettings.REPORTS, "pdf")
                .with(Settings.METADATA_UPDATE, "off"));
        partner = ReportPartner.of(
                gateway.ihe("").toString(), gateway.stage().dicom(), gateway.patient(ReportPartner.PATIENT), folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void reportsAreFoundBesideTheImagesAndRetrievedAsTheyWere() throws Exception {
        partner.store(ReportPartner.image());
        partner.store(ReportPartner.encapsulated());
        List<RegistryObjectDraft> found = partner.awaitEntries("urn:ihe:rad:PDF", 1);
        assertThat(partner.retrieved(found.getFirst())).isEqualTo(ReportPartner.PDF);
        assertThat(partner.awaitEntries("1.2.840.10008.5.1.4.1.1.88.59", 1)
                        .getFirst()
                        .slotValues(SlotName.REFERENCE_ID_LIST))
                .isEqualTo(found.getFirst().slotValues(SlotName.REFERENCE_ID_LIST))
                .anyMatch(id -> id.startsWith("A58^"));

        Path text = Files.writeString(folder.resolve("report.txt"), "kein Erguss");
        CommandLine.Ended given = xdsi("report", "publish", "--accession", "A58", "--name", "R1", text.toString());
        assertThat(given.exitCode()).as(given.printed()).isZero();
        assertThat(given.printed()).contains(ReportPartner.STUDY, "text  R1", "taken");
        RegistryObjectDraft wrapped =
                partner.awaitEntries("urn:ihe:rad:TEXT", 1).getFirst();
        assertThat(new String(partner.retrieved(wrapped), StandardCharsets.UTF_8))
                .contains("ClinicalDocument", "RIS-1");
        assertThat(xdsi("report", "list", "--study", ReportPartner.STUDY).printed())
                .contains("published", ReportPartner.REPORT, "R1");

        CommandLine.Ended reconciled = xdsi("reconcile", "--all", "--digests");
        assertThat(reconciled.exitCode()).as(reconciled.printed()).isZero();
        assertThat(reconciled.printed()).contains("1 studies checked", "0 drifted");
        CommandLine.Ended files = xdsi("reconcile", "--files");
        assertThat(files.exitCode()).as(files.printed()).isZero();
        assertThat(files.printed()).contains("0 entered, 0 unknown");

        partner.store(ReportPartner.note());
        partner.awaitEntries("urn:ihe:rad:PDF", 0);
        assertThat(xdsi("report", "withdraw", "--study", ReportPartner.STUDY, "--name", "R1")
                        .exitCode())
                .isZero();
        partner.awaitEntries("urn:ihe:rad:TEXT", 0);
    }

    @Test
    void whatIsNoReportIsRefusedInWords() throws Exception {
        partner.store(ReportPartner.image());
        partner.awaitEntries("1.2.840.10008.5.1.4.1.1.88.59", 1);
        Path nothing = Files.write(folder.resolve("image.dcm"), new byte[] {1, 2, 3, (byte) 0xff});
        CommandLine.Ended refused = xdsi("report", "publish", "--study", ReportPartner.STUDY, nothing.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.printed()).contains("neither PDF, CDA nor plain text");
    }

    private CommandLine.Ended xdsi(String... arguments) throws Exception {
        return CommandLine.xdsi(
                Files.createTempDirectory(folder, "command"),
                Map.of(
                        Settings.DATA.variable(),
                        gateway.configuration().get(Settings.DATA).toString(),
                        PortalSettings.PORTAL_PORT.variable(),
                        Integer.toString(gateway.gateway().addresses().portal().getPort())),
                arguments);
    }
}
