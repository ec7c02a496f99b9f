package dev.xdsi.journey;

import static dev.xdsi.model.draft.Submissions.MARY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.CommandLine;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.cli.GatewayClient;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.FreePort;
import dev.xdsi.gateway.config.PortalSettings;
import dev.xdsi.gateway.config.Setting;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patients reach the registry by the command line over HL7 v2, and those that were acknowledged stay. */
@Tag("integration")
class PatientFeedJourneyTest {
    private static final Logger LOG = LoggerFactory.getLogger(PatientFeedJourneyTest.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ACKNOWLEDGED_AT_KILL = 60;

    @TempDir
    private Path folder;

    private final Oid domain = new Oid(Settings.PATIENT_AUTHORITY.initial());

    @Test
    void aPatientFedOnTheCommandLineIsFoundAndAudited() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder.resolve("data"))) {
            Map<String, String> environment = new HashMap<>(Map.of(
                    Settings.DATA.variable(),
                    folder.resolve("data").toString(),
                    Settings.MLLP_PORT.variable(),
                    "" + gateway.gateway().addresses().mllp().getPort(),
                    PortalSettings.PORTAL_PORT.variable(),
                    "" + gateway.gateway().addresses().portal().getPort()));
            PatientId id = gateway.patient("FED-1");

            CommandLine.Ended fed = CommandLine.xdsi(
                    folder,
                    environment,
                    "patient",
                    "feed",
                    "--id",
                    id.cx(),
                    "--id",
                    "4711^^^&1.2.3.4&ISO",
                    "--name",
                    "Müller^Mary^Ann",
                    "--birth",
                    "19700304",
                    "--sex",
                    "F",
                    "--address",
                    "Main St 1^^Springfield^IL^62701^USA");
            assertThat(fed.exitCode()).as(fed.printed()).isZero();
            assertThat(fed.printed()).contains("MSA|AA|");

            CommandLine.Ended found = CommandLine.xdsi(
                    folder, environment, "patient", "find", "--name", "MUELLER", "--birth", "19700304");
            assertThat(found.exitCode()).as(found.printed()).isZero();
            assertThat(found.printed()).contains(id.cx(), "Müller, Mary Ann", "4711^^^&1.2.3.4&ISO", "1 patient");
            assertThat(CommandLine.xdsi(folder, environment, "patient", "find", "--id", "0815^^^&1.2.3.4&ISO")
                            .exitCode())
                    .isEqualTo(1);

            CommandLine.Ended refused = CommandLine.xdsi(
                    folder,
                    environment,
                    "patient",
                    "feed",
                    "--id",
                    "X^^^&1.2.3.4&ISO",
                    "--name",
                    "Doe",
                    "--birth",
                    "19700304",
                    "--sex",
                    "F");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.printed()).contains("MSA|AE|", "no id of the affinity domain");

            CommandLine.Ended nobodyNamed = CommandLine.xdsi(folder, environment, "patient", "find");
            assertThat(nobodyNamed.exitCode()).isEqualTo(1);
            assertThat(nobodyNamed.printed()).contains("say whom").doesNotContain("\tat ");

            assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
            List<String> fedRecords = new ArrayList<>();
            gateway.client().auditRecords(-1, 500).path("records").forEach(entry -> {
                if (entry.path("transaction").asText().equals("ITI-8")) {
                    fedRecords.add(entry.path("action").asText() + " "
                            + entry.path("outcome").asText());
                }
            });
            assertThat(fedRecords).containsExactly("C success", "C failure");
        }
    }

    @Test
    void aRegistryThatTakesKnownPatientsOnlyLearnsThemFromTheFeed() throws Exception {
        Configuration strict = RunningGateway.configuration(folder.resolve("data"))
                .with(Settings.UNKNOWN_PATIENTS, "reject")
                .with(Settings.PATIENT_AUTHORITY, MARY.assigningAuthority().value());
        try (RunningGateway gateway = RunningGateway.start(strict)) {
            SoapPartner partner = new SoapPartner(gateway, folder);
            assertThat(partner.submit("a", slots -> slots).errors())
                    .extracting(XdsError::errorCode)
                    .contains(ErrorCode.XDSUnknownPatientId);

            assertThat(source(gateway.gateway().addresses().mllp())
                            .register(patient(MARY, 0))
                            .isAccepted())
                    .isTrue();

            assertThat(partner.submit("a", slots -> slots).errors()).isEmpty();
        }
    }

    @Test
    void everyAcknowledgedPatientIsThereAfterKill9() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put(Settings.DATA.variable(), folder.resolve("data").toString());
        for (Setting<Integer> port : Settings.PORTS) {
            environment.put(port.variable(), "" + FreePort.onLoopback());
        }
        Process victim = start(environment);
        List<String> acknowledged = feedUntilKilled(environment, victim);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_AT_KILL);

        Process heir = start(environment);
        try (GatewayClient client = new GatewayClient(
                "http://127.0.0.1:" + environment.get(PortalSettings.PORTAL_PORT.variable()),
                "http://127.0.0.1:" + environment.get(Settings.IHE_PLAIN_PORT.variable()),
                () -> Credentials.ofFirstUser(folder.resolve("data")).orElseThrow())) {
            List<String> lost = new ArrayList<>();
            for (String id : acknowledged) {
                JsonNode found = client.patients(Map.of("id", new PatientId(id, domain).cx()));
                if (found.path("patients").isEmpty()) {
                    lost.add(id);
                }
            }
            LOG.info("acked={} lost={}", acknowledged.size(), lost.size());
            assertThat(lost).isEmpty();
        } finally {
            heir.destroy();
            assertThat(heir.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    private List<String> feedUntilKilled(Map<String, String> environment, Process victim) {
        List<String> acknowledged = new ArrayList<>();
        PatientIdentitySource source = source(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(environment.get(Settings.MLLP_PORT.variable()))));
        try {
            for (int i = 0; true; i++) {
                if (source.register(patient(new PatientId("KILLED-" + i, domain), i))
                        .isAccepted()) {
                    acknowledged.add("KILLED-" + i);
                }
                if (acknowledged.size() == ACKNOWLEDGED_AT_KILL) {
                    Thread.ofVirtual().start(victim::destroyForcibly);
                }
            }
        } catch (IOException broken) {
            LOG.info("the connection ended: {}", broken.getMessage());
        }
        return acknowledged;
    }

    private Process start(Map<String, String> environment) throws Exception {
        Process process = CommandLine.start(folder, environment, "up");
        URI health =
                URI.create("http://127.0.0.1:" + environment.get(PortalSettings.PORTAL_PORT.variable()) + "/health");
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isHealthy(http, health)) {
                assertThat(process.isAlive() && System.nanoTime() < end)
                        .as(Files.readString(CommandLine.printed(folder)))
                        .isTrue();
                Thread.sleep(100);
            }
        }
        return process;
    }

    private static boolean isHealthy(HttpClient http, URI health) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static PatientIdentitySource source(InetSocketAddress registry) {
        return new PatientIdentitySource(registry, Clock.systemUTC(), UUID::randomUUID);
    }

    private static Patient patient(PatientId id, int number) {
        return new Patient(
                id,
                List.of(),
                Demographics.of(
                        PersonName.of("Doe", "Patient " + number), new BirthTime("19700304"), AdministrativeSex.OTHER));
    }
}
