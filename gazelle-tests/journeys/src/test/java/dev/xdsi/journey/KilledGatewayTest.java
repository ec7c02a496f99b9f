package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DataSetDiff;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.gateway.share.InstanceFile;
import dev.xdsi.gateway.share.InstanceSender;
import dev.xdsi.gateway.share.StudyFiles;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was acknowledged survives a sudden end of the process, and what was left to do gets done. */
@org.junit.jupiter.api.Tag("integration")
class KilledGatewayTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledGatewayTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SLICES = 40;

    /** So many documents are registered before the instances are sent, and more meanwhile. */
    private static final int REGISTERED_BEFORE = 5;

    /** After so many acknowledged instances the process is killed, while the sender goes on. */
    private static final int ACKNOWLEDGED_AT_KILL = 25;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private NotificationRecipient recipient;

    @BeforeEach
    void choosePorts() throws IOException {
        recipient = new NotificationRecipient();
        environment.put(
                DsubSettings.DSUB_RECIPIENTS.variable(), recipient.address().toString());
        environment.put(Settings.DATA.variable(), folder.resolve("data").toString());
        environment.put(Settings.QUIET_PERIOD.variable(), "2 s");
        for (Setting<Integer> port : Settings.PORTS) {
            environment.put(port.variable(), "" + FreePort.onLoopback());
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        http.shutdownNow();
        recipient.close();
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterKill9AndIsNotifiedOf() throws Exception {
        Path sent = folder.resolve("sent");
        String study = new PhantomStudy("KILLED-1", SLICES, 128, LocalDateTime.of(2024, 1, 2, 3, 4))
                .write(sent, UUID::randomUUID);
        List<InstanceFile> files =
                StudyFiles.under(List.of(sent)).studies().firstEntry().getValue();
        Process victim = startGateway();
        PatientId patient = new PatientId("KILLED-1", new Oid(Settings.PATIENT_AUTHORITY.initial()));
        feed(patient);
        subscribe(patient);
        // Nothing is delivered before the end, so that all of it has to survive.
        recipient.refuse(true);
        RegistrationLedger registrations =
                new RegistrationLedger(URI.create(base(Settings.IHE_PLAIN_PORT) + "/registry"), patient, folder);
        for (int i = 0; i < REGISTERED_BEFORE; i++) {
            assertThat(registrations.register()).isTrue();
        }
        Thread registering = registrations.goOn();

        List<InstanceFile> acknowledged = sendUntilKilled(files, victim);
        assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_AT_KILL, files.size() - 1);
        registering.join();
        recipient.refuse(false);
        startGateway();
        awaitPublished(study);
        awaitNotified(registrations.acknowledged());

        List<String> lost = new ArrayList<>();
        for (InstanceFile file : acknowledged) {
            if (!isThere(file)) {
                lost.add(file.sopInstanceUID());
            }
        }
        LOG.info("acked={} lost={}", acknowledged.size(), lost.size());
        assertThat(lost).isEmpty();
    }

    private void feed(PatientId patient) throws IOException {
        InetSocketAddress registry = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(environment.get(Settings.MLLP_PORT.variable())));
        assertThat(new PatientIdentitySource(registry, Clock.systemUTC(), UUID::randomUUID)
                        .register(new Patient(patient, List.of(), Demographics.UNKNOWN))
                        .isAccepted())
                .isTrue();
    }

    private void subscribe(PatientId patient) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base(Settings.IHE_PLAIN_PORT) + "/notification-broker"))
                        .header("Content-Type", "application/soap+xml; charset=UTF-8")
                        .POST(BodyPublishers.ofString(recipient.subscription(patient)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).contains("SubscriptionReference");
    }

    private void awaitNotified(List<String> registered) throws Exception {
        await("not notified of what was registered", () -> {
            String received = String.join("\n", recipient.received());
            return registered.stream().allMatch(received::contains);
        });
        LOG.info(
                "registered={} notifications={}",
                registered.size(),
                recipient.received().size());
    }

    private Process startGateway() throws Exception {
        Process process = CommandLine.start(folder, environment, "up");
        processes.add(process);
        await("the gateway does not become healthy", () -> process.isAlive() && health() == 200);
        return process;
    }

    private List<InstanceFile> sendUntilKilled(List<InstanceFile> files, Process victim) {
        List<InstanceFile> acknowledged = new ArrayList<>();
        try {
            new InstanceSender(ApplicationEntity.of("KILLER"), dicom()).send(files, file -> {
                acknowledged.add(file);
                if (acknowledged.size() == ACKNOWLEDGED_AT_KILL) {
                    // From another thread, so that it falls into the sending of those that follow.
                    Thread.ofVirtual().start(victim::destroyForcibly);
                }
            });
        } catch (IOException broken) {
            LOG.info("the association ended: {}", broken.getMessage());
        }
        return acknowledged;
    }

    private void awaitPublished(String study) throws Exception {
        try (GatewayClient client =
                new GatewayClient(base(PortalSettings.PORTAL_PORT), base(Settings.IHE_PLAIN_PORT))) {
            await(
                    "the study is not published",
                    () -> client.publicationOf(study).path("state").asText().equals("published"));
        }
    }

    private boolean isThere(InstanceFile file) throws Exception {
        var original = Part10.read(file.path());
        String series = original.dataSet().string(Tag.SeriesInstanceUID, "");
        HttpResponse<byte[]> answer = get(base(Settings.IHE_PLAIN_PORT) + "/wado?requestType=WADO&studyUID="
                + file.studyInstanceUID() + "&seriesUID=" + series + "&objectUID=" + file.sopInstanceUID()
                + "&contentType=application/dicom");
        if (answer.statusCode() != 200) {
            return false;
        }
        Path fetched = Files.write(folder.resolve(file.sopInstanceUID() + ".fetched"), answer.body());
        return DataSetDiff.between(original.dataSet(), Part10.read(fetched).dataSet())
                .isEmpty();
    }

    private int health() throws Exception {
        try {
            return get(base(PortalSettings.PORTAL_PORT) + "/health").statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private HttpResponse<byte[]> get(String url) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    }

    private RemoteEntity dicom() {
        return RemoteEntity.of("XDSI", "127.0.0.1", Integer.parseInt(variable(Settings.DICOM_PORT)));
    }

    private String base(Setting<Integer> port) {
        return "http://127.0.0.1:" + variable(port);
    }

    private String variable(Setting<?> setting) {
        return environment.getOrDefault(setting.variable(), setting.initial());
    }

    /** Something that becomes true. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String complaint, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(complaint + ":\n" + Files.readString(CommandLine.printed(folder)));
            }
            Thread.sleep(50);
        }
    }
}
