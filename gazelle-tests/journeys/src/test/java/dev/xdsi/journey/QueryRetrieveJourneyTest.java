package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * DCMTK queries and retrieves from a whole gateway, over mutual TLS where it can, in the name that the partners file gives its certificate or
 * address, and finds what the patient's consent lets that name find. Its getscu and movescu know no TLS.
 */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit and start() fill the fields in
class QueryRetrieveJourneyTest {
    private static final int SLICES = 4;
    private static final int IMAGES = 3 * SLICES; // three series
    private static final String RADIOLOGIST = "309343006^^2.16.840.1.113883.6.96";

    @TempDir
    private static Path folder;

    private DemoCertificates certificates;
    private RunningGateway gateway;
    private Process taker;
    private Path taken;

    @BeforeAll
    void start() throws Exception {
        certificates = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        for (String node : List.of("gateway", "ward", "stranger", "archive")) {
            certificates.node(node);
        }
        int port = FreePort.onLoopback();
        taken = Files.createDirectory(folder.resolve("taken"));
        taker = taker(port);
        Files.writeString(Files.createDirectories(folder.resolve("data")).resolve("partners.yaml"), """
            dicom:
              - ae-title: WARD
                subject: CN=ward, O=Demonstration
                address: 127.0.0.1
                organization: Hospital North
                roles: ["%s"]
              - ae-title: ARCHIVE
                send-to: localhost:%d
                tls: true
            """.formatted(
                        RADIOLOGIST, port));
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.TLS_KEY, certificates.keyFile("gateway").toString())
                .with(
                        Settings.TLS_CERTIFICATE,
                        certificates.certificateFile("gateway").toString())
                .with(Settings.TLS_TRUSTED, certificates.authorityFile().toString()));
    }

    @AfterAll
    void stop() throws InterruptedException {
        gateway.close();
        taker.destroy();
        assertThat(taker.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConsentDecidesWhatIsFoundAndSent() throws Exception {
        PatientId patient = gateway.patient("ASKED-1");
        String study = shared(patient);

        assertFound(study);

        gateway.client().post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share-nothing")));
        assertNothingFound(study);

        String consent = gateway.client()
                .get("/api/consents", Map.of("patient", patient.cx()))
                .path("consents")
                .get(0)
                .path("documentUniqueId")
                .asText();
        gateway.client().post("/api/consents/revoke", Map.of("patient", patient.cx(), "documentUniqueId", consent));
        assertFound(study);
    }

    /** An AE title is no proof: what was agreed is a certificate, or without TLS an address. */
    @Test
    void whoIsNotKnownIsNotOfferedToAsk() throws Exception {
        String study = shared(gateway.patient("ASKED-2"));

        assertFound(study);
        String notOffered = "No (Acceptable|adequate) Presentation Contexts";
        assertThat(found("stranger", study)).containsPattern(notOffered);
        for (String program : List.of("getscu", "movescu")) {
            assertThat(plain(program, "STRANGER", study)).containsPattern(notOffered);
        }
    }

    private void assertFound(String study) throws Exception {
        assertThat(found("ward", study)).contains("Received Find Response 1");
        assertThat(got(study)).isEqualTo(IMAGES);
        assertThat(moved(study)).isEqualTo(IMAGES);
    }

    private void assertNothingFound(String study) throws Exception {
        assertThat(found("ward", study)).contains("Success").doesNotContain("Received Find Response 1");
        assertThat(got(study)).isZero();
        assertThat(moved(study)).isZero();
    }

    private int got(String study) throws Exception {
        Path inbox = Files.createTempDirectory(folder, "got");
        assertThat(plain("getscu", "WARD", study, "-od", inbox.toString())).contains("0x0000: Success");
        return files(inbox);
    }

    private int moved(String study) throws Exception {
        assertThat(plain("movescu", "WARD", study, "-aem", "ARCHIVE")).contains("0x0000: Success");
        int came = files(taken);
        try (Stream<Path> files = Files.list(taken)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        return came;
    }

    private static int files(Path inbox) throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return (int) files.count();
        }
    }

    private String shared(PatientId patient) throws Exception {
        Path sent = Files.createTempDirectory(folder, "sent");
        String study = new PhantomStudy(patient.id(), SLICES, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(sent, UUID::randomUUID);
        assertThat(new Demo(gateway.stage(), told -> {})
                        .run(sent, patient, Files.createTempDirectory(folder, "fetched"))
                        .ok())
                .isTrue();
        return study;
    }

    private List<String> tls(String program, String node) {
        return List.of(
                program,
                "--enable-tls",
                certificates.keyFile(node).toString(),
                certificates.certificateFile(node).toString(),
                "--add-cert-file",
                certificates.authorityFile().toString());
    }

    /** @param node whose certificate findscu has that asks as WARD */
    private String found(String node, String study) throws Exception {
        return asked(tls("findscu", node), "WARD", gateway.gateway().addresses().dicomTls(), study);
    }

    private String plain(String program, String title, String study, String... more) throws Exception {
        return asked(List.of(program), title, gateway.gateway().addresses().dicom(), study, more);
    }

    /** What a program of DCMTK says that asks about a study. */
    private static String asked(
            List<String> program, String title, InetSocketAddress gateway, String study, String... more)
            throws Exception {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("-d", "-aet", title, "-aec", "XDSI", "-S"));
        command.addAll(List.of("-k", "QueryRetrieveLevel=STUDY", "-k", "StudyInstanceUID=" + study));
        command.addAll(List.of(more));
        command.addAll(List.of("127.0.0.1", String.valueOf(gateway.getPort())));
        Path log = Files.createTempFile(folder, "scu", ".log");
        Process process = started(command, log);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(said).doesNotContain("Unknown option");
        return said;
    }

    private Process taker(int port) throws Exception {
        List<String> command = new ArrayList<>(tls("storescp", "archive"));
        command.addAll(List.of("-aet", "ARCHIVE", "-od", taken.toString(), String.valueOf(port)));
        Process process = started(command, folder.resolve("storescp.log"));
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); ; Thread.sleep(20)) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(probe.isConnected()).isTrue();
                return process;
            } catch (IOException notYet) {
                assertThat(System.nanoTime()).as("storescp listens").isLessThan(end);
            }
        }
    }

    private static Process started(List<String> command, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("TCP_NODELAY", "1");
        try {
            return builder.start();
        } catch (IOException absent) {
            if (!"true".equals(System.getenv("CI"))) {
                Assumptions.abort("DCMTK is not installed: " + absent.getMessage());
            }
            throw absent;
        }
    }
}
