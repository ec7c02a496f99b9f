package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.config.DsubSettings;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.statement.Part;
import dev.xdsi.gateway.statement.PlayedActor;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.repository.iti42.RegisterDocumentSetClient;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.client.SoapClients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti42.RegisterDocumentSetRequest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job of the gateway, as {@code ./xdsi demo} shows it, and what every start must show besides. */
@Tag("integration")
class MainJourneyTest {
    @TempDir
    private static Path folder;

    private static NotificationRecipient recipient;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        recipient = new NotificationRecipient();
        gateway = RunningGateway.start(RunningGateway.configuration(folder.resolve("data"))
                .with(DsubSettings.DSUB_RECIPIENTS, recipient.address().toString()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        recipient.close();
    }

    @Test
    void aStudyTravelsFromASenderToTheDiskOfAClinician() throws Exception {
        PatientId patient = gateway.patient("PHANTOM-1");
        new PhantomStudy(patient.id(), 4, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(folder.resolve("sent"), UUID::randomUUID);
        List<String> told = new ArrayList<>();

        Demo.Result result =
                new Demo(gateway.stage(), told::add).run(folder.resolve("sent"), patient, folder.resolve("fetched"));

        assertThat(result.ok()).as(String.join("\n", told)).isTrue();
        assertThat(result.line())
                .matches("demo ok studies=1 instances=12 rad69=identical wado-rs=identical wado-uri=identical"
                        + " audit=complete seconds=[0-9]+");
    }

    @Test
    void everyActorIsWell() throws Exception {
        JsonNode health = gateway.health();

        assertThat(health.path("code").asInt()).as(health.toString()).isEqualTo(200);
        assertThat(health.path("actors").fieldNames())
                .toIterable()
                .contains(
                        "registry",
                        "repository",
                        "imaging-source",
                        "consumer",
                        "audit",
                        "database",
                        "assertion-provider");
        assertThat(health.path("actors"))
                .allSatisfy(actor -> assertThat(actor.path("status").asText()).isEqualTo("up"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/registry", "/repository", "/imaging-source", "/sts"})
    void everySoapServiceDescribesItself(String path) throws Exception {
        HttpResponse<byte[]> wsdl = gateway.send(HttpRequest.newBuilder(gateway.ihe(path + "?wsdl")));

        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(new String(wsdl.body(), StandardCharsets.UTF_8))
                .contains("definitions")
                .contains(gateway.ihe(path).toString());
    }

    @Test
    void aSubscriberIsToldOfWhatIsRegistered() throws Exception {
        SoapClients clients = new SoapClients(
                new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID), null, ClientTimeouts.DEFAULT);
        PatientId patient = gateway.patient("SUBSCRIBED-1");
        HttpResponse<byte[]> subscribed = gateway.send(HttpRequest.newBuilder(gateway.ihe("/notification-broker"))
                .header("Content-Type", "application/soap+xml; charset=UTF-8")
                .POST(BodyPublishers.ofString(recipient.subscription(patient))));
        assertThat(new String(subscribed.body(), StandardCharsets.UTF_8))
                .contains(gateway.ihe("/notification-broker/").toString());

        DocumentEntry entry = Submissions.manifest("subscribed").toBuilder()
                .patientId(patient)
                .build();
        assertThat(new RegisterDocumentSetClient(clients, gateway.ihe("/registry"))
                        .perform(
                                new RegisterDocumentSetRequest(Submissions.of(
                                        Submissions.submissionSet("subscribed-set").toBuilder()
                                                .patientId(patient)
                                                .build(),
                                        entry,
                                        Submissions.member(
                                                "subscribed-member",
                                                Submissions.uuid("subscribed-set"),
                                                entry.entryUUID()))),
                                Caller.self("test"))
                        .errors())
                .isEmpty();

        assertThat(recipient.next()).contains("ObjectRef").contains("\"" + entry.entryUUID() + "\"");
        JsonNode shown = gateway.client().get("/api/subscriptions", Map.of());
        assertThat(shown.path("subscriptions")).hasSize(1);
        assertThat(shown.toString()).doesNotContain("SUBSCRIBED-1");
    }

    @Test
    void itPlaysEveryActorOfTheIntegrationStatement() {
        // The On-Demand Document Source only where the operator asks for summaries, the
        // Patient Identifier Cross-reference Consumer only where he names a manager.
        assertThat(gateway.gateway().played())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PlayedActor.values())
                        .filter(actor -> actor != PlayedActor.ON_DEMAND_DOCUMENT_SOURCE
                                && actor != PlayedActor.CROSS_REFERENCE_CONSUMER)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyPartOfTheStatementIsServedWhereItSays() {
        return Arrays.stream(PlayedActor.values())
                .flatMap(actor -> actor.parts().stream()
                        .filter(part -> part.side() == Part.Side.RESPONDS && part.path() != null)
                        .map(part -> DynamicTest.dynamicTest(
                                actor + " " + part.transaction().number(), () -> assertServed(part))));
    }

    private void assertServed(Part part) throws Exception {
        URI address = gateway.ihe(Objects.requireNonNull(part.path()));
        Optional<String> action = part.transaction().action();
        HttpResponse<byte[]> answer =
                gateway.send(HttpRequest.newBuilder(action.isPresent() ? URI.create(address + "?wsdl") : address));

        String body = new String(answer.body(), StandardCharsets.UTF_8);
        if (action.isPresent()) {
            assertThat(body).contains("\"" + action.get() + "\"");
        } else {
            // Asked for nothing in particular, these say what is wrong in a sentence of their own.
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        }
    }
}
