package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PacsKeys;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator asks for a patient's older studies of Orthanc, the gateway is killed over it, and nothing is lost or done twice. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class BackfillJourneyTest {
    private static final String PATIENT = "PRIOR-1";
    private static final int SLICES = 40;

    @TempDir
    Path folder;

    private Process orthanc;

    @AfterEach
    void stopOrthanc() throws InterruptedException {
        if (orthanc != null) {
            orthanc.destroy();
            orthanc.waitFor(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void priorsAreSharedThoughTheGatewayIsKilledMeanwhile() throws Exception {
        Path had = folder.resolve("had");
        String study =
                new PhantomStudy(PATIENT, SLICES, 64, LocalDateTime.of(2014, 1, 2, 3, 4)).write(had, UUID::randomUUID);
        List<InstanceFile> files =
                StudyFiles.under(List.of(had)).studies().firstEntry().getValue();
        int dicom = FreePort.onLoopback();
        startOrthanc(dicom, files);
        Path home = Files.createDirectories(folder.resolve("gateway"));
        try (StartedGateways gateways = new StartedGateways(
                        home, "registry, repository, imaging-source, consumer, assertion-provider, audit-repository")
                .with(PacsKeys.AE_TITLE.variable(), "ORTHANC")
                .with(PacsKeys.ADDRESS.variable(), "127.0.0.1:" + dicom)) {
            Process victim = gateways.start();
            Process asking = CommandLine.start(
                    Files.createDirectories(folder.resolve("asking")),
                    gateways.environment(),
                    "backfill",
                    "--patient",
                    PATIENT,
                    "--from",
                    "2014-01-01",
                    "--to",
                    "2014-12-31");
            Path cache = gateways.data().resolve("instances/pacs/files");
            gateways.await("nothing is fetched", () -> count(cache) > 3);
            victim.destroyForcibly().waitFor();
            asking.waitFor(60, TimeUnit.SECONDS);
            int before = count(cache);
            assertThat(before).isBetween(4, files.size() - 1);
            gateways.start();

            CommandLine.Ended again = CommandLine.xdsi(
                    Files.createDirectories(folder.resolve("again")),
                    gateways.environment(),
                    "backfill",
                    "--patient",
                    PATIENT,
                    "--from",
                    "2014-01-01",
                    "--to",
                    "2014-12-31");

            assertThat(again.printed())
                    .contains("1 studies done, 0 failed", files.size() + " of " + files.size(), study);
            assertThat(again.exitCode()).isZero();
            found(gateways, study);
            fetched(gateways, study, files);
        }
    }

    private void found(StartedGateways gateways, String study) throws Exception {
        String patient = new PatientId(PATIENT, new Oid(Settings.PATIENT_AUTHORITY.initial())).cx();
        Path work = Files.createDirectories(folder.resolve("find"));
        gateways.await(
                "the study is not published",
                () -> CommandLine.xdsi(work, gateways.environment(), "find", "--patient", patient)
                        .printed()
                        .contains(study));
    }

    private void fetched(StartedGateways gateways, String study, List<InstanceFile> files) throws Exception {
        Path out = folder.resolve("fetched");
        CommandLine.Ended fetch = CommandLine.xdsi(
                Files.createDirectories(folder.resolve("fetch")),
                gateways.environment(),
                "fetch",
                study,
                "--patient",
                new PatientId(PATIENT, new Oid(Settings.PATIENT_AUTHORITY.initial())).cx(),
                "--out",
                out.toString(),
                "--via",
                "rad69");
        assertThat(fetch.exitCode()).as(fetch.printed()).isZero();
        List<InstanceFile> came =
                StudyFiles.under(List.of(out)).studies().firstEntry().getValue();
        assertThat(came).hasSameSizeAs(files);
        for (InstanceFile file : came) {
            InstanceFile sent = files.stream()
                    .filter(each -> each.sopInstanceUID().equals(file.sopInstanceUID()))
                    .findFirst()
                    .orElseThrow();
            assertThat(DataSetDiff.between(
                            Part10.read(sent.path()).dataSet(),
                            Part10.read(file.path()).dataSet()))
                    .isEmpty();
        }
    }

    private static int count(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }

    private void startOrthanc(int dicom, List<InstanceFile> files) throws Exception {
        int web = FreePort.onLoopback();
        Path configuration = folder.resolve("orthanc.json");
        Files.writeString(
                configuration, """
                {"Name": "peer", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpPort": %d, "StorageDirectory": "%s", "IndexDirectory": "%s",
                 "AuthenticationEnabled": false, "RemoteAccessAllowed": false, "Plugins": [], "DicomAlwaysAllowFind": true,
                 "DicomAlwaysAllowGet": true, "DicomModalities": {"xdsi": ["XDSI", "127.0.0.1", 1]}}
                """.formatted(dicom, web, folder.resolve("orthanc"), folder.resolve("orthanc")));
        try {
            orthanc = new ProcessBuilder("/usr/sbin/Orthanc", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("orthanc.log").toFile())
                    .start();
        } catch (IOException absent) {
            String missing = "Orthanc is not installed: " + absent.getMessage();
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        for (InstanceFile file : files) {
            upload(URI.create("http://127.0.0.1:" + web + "/instances"), file.path());
        }
    }

    /** On a connection of its own: Orthanc closes those that are kept when it likes. At first it does not listen yet. */
    private static void upload(URI address, Path file) throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            try (HttpClient once = HttpClient.newHttpClient()) {
                assertThat(once.send(
                                        HttpRequest.newBuilder(address)
                                                .POST(BodyPublishers.ofFile(file))
                                                .build(),
                                        BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("Orthanc does not answer");
    }
}
