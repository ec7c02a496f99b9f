package dev.xdsi.browsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.consumer.rad69.RetrieveImagingDocumentSetClient;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.CommandFailed;
import dev.xdsi.gateway.config.Configuration;
import dev.xdsi.gateway.config.PartnersFile;
import dev.xdsi.gateway.config.Settings;
import dev.xdsi.gateway.demo.Comparison;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.partners.PartnerCheck;
import dev.xdsi.gateway.partners.PartnerCheck.Checked;
import dev.xdsi.gateway.partners.Step;
import dev.xdsi.model.ErrorCode;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.XdsError;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole gateways as two communities: a study shared in one is found and fetched from the other. */
@Tag("integration")
class CommunitiesJourneyTest {
    private static final long PATIENCE = Duration.ofMinutes(1).toNanos();
    private static final String SOUTH = "1.2.3.900";

    @TempDir
    Path folder;

    @Test
    void aStudyOfAnotherCommunityIsFoundFetchedAndMissedWhenItIsDown() throws Exception {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        try (RunningGateway north = RunningGateway.start(Neighbours.vouching(
                Neighbours.certified(folder, "north", authority), "urn:north", "urn:oid:" + SOUTH))) {
            PatientId patient = north.patient("PHANTOM-1");
            String study;
            try (RunningGateway south = RunningGateway.start(Neighbours.believing(
                            Neighbours.certified(folder, "south", authority), "urn:north", folder.resolve("north"))
                    .with(Settings.HOME_COMMUNITY_ID, SOUTH)
                    .with(Settings.REPOSITORY_UNIQUE_ID, "1.2.3.901")
                    .with(Settings.RETRIEVE_LOCATION_UID, "1.2.3.902"))) {
                study = share(south, patient);
                assertThat(studies(north, patient).path("studies")).isEmpty();
                writePartners(south.gateway().addresses().iheTls());
                awaitPartners(north, patient);
                assertThat(check(north).getFirst().steps())
                        .as("every step")
                        .allMatch(step -> step.result() == Step.Result.OK);

                JsonNode found = studies(north, patient);
                assertThat(found.path("errors")).isEmpty();
                assertThat(found.path("studies")).singleElement().satisfies(one -> {
                    assertThat(one.path("studyInstanceUID").asText()).isEqualTo(study);
                    assertThat(one.path("community").asText()).isEqualTo("Hospital South");
                    assertThat(one.path("homeCommunityId").asText()).isEqualTo("urn:oid:" + SOUTH);
                });
                north.stage().fetch(study, patient, "rad69", folder.resolve("fetched"));
                assertThat(Comparison.of(folder.resolve("sent"), folder.resolve("fetched")))
                        .isEqualTo("identical");
                assertThatThrownBy(() -> north.stage().fetch(study, patient, "wado-rs", folder.resolve("other")))
                        .isInstanceOf(CommandFailed.class)
                        .hasMessageContaining("rad69");
                assertThat(north.health().path("code").asInt()).isEqualTo(200);

                north.client()
                        .post("/api/consents", Map.of("patient", patient.cx(), "policies", List.of("share-nothing")));
                assertThat(studies(north, patient).path("studies")).isEmpty();
                assertThat(imageOfSouth(north, study)).singleElement().satisfies(error -> {
                    assertThat(error.errorCode()).isEqualTo(ErrorCode.XDSDocumentUniqueIdError);
                    assertThat(error.codeContext()).endsWith(": no such document is available there");
                });
            }
            JsonNode missed = studies(north, patient);
            assertThat(missed.path("studies")).isEmpty();
            assertThat(missed.path("errors"))
                    .singleElement()
                    .satisfies(error -> assertThat(error.asText()).contains("Hospital South"));
            assertThat(check(north).getFirst().isWell()).isFalse();
        }
    }

    /** What RAD-69 says to one who asks our Initiating Imaging Gateway directly. */
    private List<XdsError> imageOfSouth(RunningGateway gateway, String study) {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        RetrieveDocumentSetResponse answer = new RetrieveImagingDocumentSetClient(
                        clients, gateway.ihe("/initiating-imaging-gateway"))
                .perform(
                        new RetrieveImagingDocumentSetRequest(
                                List.of(new StudyRequest(
                                        study,
                                        List.of(new SeriesRequest(
                                                study + ".1",
                                                List.of(new DocumentRequest(
                                                        "urn:oid:" + SOUTH, "1.2.3.902", study + ".1.1")))))),
                                List.of("1.2.840.10008.1.2.1")),
                        Caller.self(Caller.ANONYMOUS));
        answer.delivery().complete();
        return answer.errors();
    }

    private String share(RunningGateway community, PatientId patient) throws Exception {
        new PhantomStudy(patient.id(), 2, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(folder.resolve("sent"), UUID::randomUUID);
        Demo.Result result = new Demo(community.stage(), line -> {})
                .run(folder.resolve("sent"), patient, folder.resolve("fetched-there"));
        assertThat(result.ok()).as(result.line()).isTrue();
        return studies(community, patient)
                .path("studies")
                .get(0)
                .path("studyInstanceUID")
                .asText();
    }

    /** As an operator does it: the file that is there while the gateway runs. */
    private void writePartners(URI base) throws IOException {
        Files.writeString(folder.resolve("north").resolve("partners.yaml"), """
            communities:
              - home-community-id: "%s"
                name: Hospital South
                query: %s/responding-gateway
                imaging: %s/responding-imaging-gateway
            """.formatted(SOUTH, base, base));
    }

    private static void awaitPartners(RunningGateway gateway, PatientId patient) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (studies(gateway, patient).path("studies").isEmpty()) {
            assertThat(System.nanoTime()).as("the new partner is asked").isLessThan(end);
            Thread.sleep(200);
        }
    }

    private List<Checked> check(RunningGateway gateway) throws Exception {
        Configuration configuration = gateway.configuration();
        NodeTls tls = new NodeTls(NodeIdentity.ofPem(
                Path.of(configuration.get(Settings.TLS_KEY)),
                Path.of(configuration.get(Settings.TLS_CERTIFICATE)),
                Path.of(configuration.get(Settings.TLS_TRUSTED))));
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), tls, ClientTimeouts.DEFAULT);
        return new PartnerCheck(tls, clients, Clock.systemUTC(), UUID::randomUUID)
                .of(PartnersFile.read(configuration).getFirst());
    }

    private static JsonNode studies(RunningGateway gateway, PatientId patient) throws Exception {
        return gateway.client().studies(patient);
    }
}
