package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.PublicationSettings;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that were acknowledged survive a sudden end of the process, and each is published once. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // each test starts its gateways
class KilledReportsTest {
    private static final String TEXT = "urn:ihe:rad:TEXT";
    private static final String PDF = "urn:ihe:rad:PDF";

    @TempDir
    private Path folder;

    private StartedGateways gateways;
    private ReportPartner partner;

    @BeforeEach
    void prepare() throws Exception {
        gateways = new StartedGateways(folder, Settings.ACTORS.initial())
                .with(Settings.QUIET_PERIOD.variable(), "1 s")
                .with(PublicationSettings.REPORTS.variable(), "pdf");
        partner = ReportPartner.of(
                gateways.ihe().toString(),
                RemoteEntity.of(Settings.DICOM_AE_TITLE.initial(), "127.0.0.1", gateways.port(Settings.DICOM_PORT)),
                new PatientId(ReportPartner.PATIENT, new Oid(Settings.PATIENT_AUTHORITY.initial())),
                folder);
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
    }

    @Test
    void whatWasStoredAndGivenIsPublishedOnceHoweverOftenTheGatewayIsKilled() throws Exception {
        Process gateway = gateways.start();
        partner.store(ReportPartner.image());
        partner.store(ReportPartner.encapsulated());
        give("kein Erguss");

        // At moments that differ: while manifest, report and text are on their way.
        for (int wait : List.of(0, 400, 900, 1500)) {
            gateway.destroyForcibly().waitFor();
            gateway = gateways.start();
            Thread.sleep(wait);
        }
        partner.awaitEntries(TEXT, 1);
        assertThat(partner.retrieved(partner.awaitEntries(PDF, 1).getFirst())).isEqualTo(ReportPartner.PDF);

        // What comes after them shows that nothing of them was left to do.
        gateway.destroyForcibly().waitFor();
        gateways.start();
        give("doch ein Erguss");
        partner.awaitEntries(TEXT, 2);
        assertThat(partner.entries(PDF)).hasSize(1);
    }

    private void give(String text) throws Exception {
        Path command = Files.createTempDirectory(folder, "command");
        CommandLine.Ended given = CommandLine.xdsi(
                command,
                gateways.environment(),
                "report",
                "publish",
                "--study",
                ReportPartner.STUDY,
                Files.writeString(command.resolve("report.txt"), text).toString());
        assertThat(given.exitCode()).as(given.printed()).isZero();
    }
}
