package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.AssertionProviderSettings;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.config.XuaSettings;
import dev.xdsi.gateway.demo.Comparison;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.patient.PatientIdentitySource;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.AdministrativeSex;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.model.patient.PersonName;
import dev.xdsi.soap.tls.DemoCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole gateways whose patients have ids of their own: a study is found under the id that the patient has at home. */
@Tag("integration")
class PatientDiscoveryJourneyTest {
    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();
    private static final String SOUTH = "1.2.3.900";
    private static final String SOUTHERN_PATIENTS = "1.2.3.903";

    @TempDir
    Path folder;

    @Test
    void aStudyIsFoundInACommunityThatKnowsThePatientByAnotherId() throws Exception {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        try (RunningGateway north = RunningGateway.start(community("north", authority)
                .with(AssertionProviderSettings.ASSERTION_ISSUER, "urn:north")
                .with(
                        AssertionProviderSettings.ASSERTION_AUDIENCES,
                        Settings.HOME_COMMUNITY_ID.read().apply(Settings.HOME_COMMUNITY_ID.initial()) + ", urn:oid:"
                                + SOUTH))) {
            try (RunningGateway south = RunningGateway.start(community("south", authority)
                    .with(XuaSettings.XUA_TRUSTED_ISSUERS, trustInNorth().toString())
                    .with(Settings.HOME_COMMUNITY_ID, SOUTH)
                    .with(Settings.PATIENT_AUTHORITY, SOUTHERN_PATIENTS)
                    .with(Settings.REPOSITORY_UNIQUE_ID, "1.2.3.901")
                    .with(Settings.RETRIEVE_LOCATION_UID, "1.2.3.902"))) {
                feed(south, "S-OTHER", "Müller", "Anna");
                feed(south, "S-7", "MUELLER", "MARY");
                feed(north, "N-1", "Müller", "Mary");
                feed(north, "N-2", "Smith", "Mary");
                share(south, south.patient("S-7"));
                writePartners(south.gateway().addresses().iheTls());
                awaitPartners(north);

                JsonNode found = north.client().studies(north.patient("N-1"));
                assertThat(found.path("errors")).isEmpty();
                assertThat(found.path("studies"))
                        .singleElement()
                        .satisfies(study -> assertThat(
                                        study.path("homeCommunityId").asText())
                                .isEqualTo("urn:oid:" + SOUTH));
                String study =
                        found.path("studies").get(0).path("studyInstanceUID").asText();
                north.stage().fetch(study, north.patient("N-1"), "rad69", folder.resolve("fetched"));
                assertThat(Comparison.of(folder.resolve("sent"), folder.resolve("fetched")))
                        .isEqualTo("identical");

                for (String other : List.of("N-2", "S-7", "UNKNOWN")) {
                    JsonNode nothing = north.client().studies(north.patient(other));
                    assertThat(nothing.path("studies")).as(other).isEmpty();
                    assertThat(nothing.path("errors")).as(other).isEmpty();
                }
                assertThat(discoveries(north)).containsOnly("E success").isNotEmpty();
                assertThat(discoveries(south)).isEqualTo(discoveries(north));
            }
        }
    }

    private Configuration community(String name, DemoCertificates authority) throws Exception {
        authority.node(name);
        return RunningGateway.configuration(folder.resolve(name))
                .with(Settings.TLS_KEY, authority.keyFile(name).toString())
                .with(Settings.TLS_CERTIFICATE, authority.certificateFile(name).toString())
                .with(Settings.TLS_TRUSTED, authority.authorityFile().toString());
    }

    /** The users of the north are vouched for by its own provider; the south must know it. */
    private Path trustInNorth() throws IOException {
        return Files.writeString(folder.resolve("issuers.yaml"), """
            issuers:
              - issuer: urn:north
                certificates: [north/xua/assertion-provider.crt.pem]
            """);
    }

    private static void awaitPartners(RunningGateway north) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (north.client().studies(north.patient("N-1")).path("studies").isEmpty()) {
            assertThat(System.nanoTime()).as("the new partner is asked").isLessThan(end);
            Thread.sleep(200);
        }
    }

    private void writePartners(URI base) throws IOException {
        Files.writeString(folder.resolve("north").resolve("partners.yaml"), """
            communities:
              - home-community-id: "%s"
                name: Hospital South
                query: %s/responding-gateway
                imaging: %s/responding-imaging-gateway
                patient-discovery: %s/patient-discovery
                patient-authority: "%s"
            """.formatted(
                        SOUTH, base, base, base, SOUTHERN_PATIENTS));
    }

    private static void feed(RunningGateway gateway, String id, String family, String given) throws IOException {
        Patient patient = new Patient(
                new PatientId(id, gateway.configuration().get(Settings.PATIENT_AUTHORITY)),
                List.of(),
                Demographics.of(PersonName.of(family, given), new BirthTime("19700304"), AdministrativeSex.FEMALE));
        assertThat(new PatientIdentitySource(gateway.gateway().addresses().mllp(), Clock.systemUTC(), UUID::randomUUID)
                        .register(patient)
                        .isAccepted())
                .isTrue();
    }

    private void share(RunningGateway community, PatientId patient) throws Exception {
        new PhantomStudy(patient.id(), 2, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(folder.resolve("sent"), UUID::randomUUID);
        Demo.Result result = new Demo(community.stage(), line -> {})
                .run(folder.resolve("sent"), patient, folder.resolve("fetched-there"));
        assertThat(result.ok()).as(result.line()).isTrue();
    }

    /** Of each patient discovery in the trail, what was done and how it ended. */
    private static List<String> discoveries(RunningGateway gateway) throws Exception {
        assertThat(gateway.gateway().flushAudit(Duration.ofSeconds(20))).isTrue();
        return gateway.client()
                .auditRecords(-1, 1000)
                .path("records")
                .valueStream()
                .filter(entry -> entry.path("transaction").asText().equals("ITI-55"))
                .map(entry -> entry.path("action").asText() + " "
                        + entry.path("outcome").asText())
                .toList();
    }
}
