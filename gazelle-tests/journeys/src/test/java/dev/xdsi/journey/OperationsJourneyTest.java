package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.gateway.RunningGateway;
import dev.xdsi.gateway.cli.Credentials;
import dev.xdsi.gateway.demo.Demo;
import dev.xdsi.gateway.demo.PhantomStudy;
import dev.xdsi.gateway.metrics.Scrape;
import dev.xdsi.model.PatientId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a gateway that has done its main job: over HTTP, as Prometheus and as an administrator. */
@Tag("integration")
class OperationsJourneyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path DOCUMENT =
            Path.of(System.getProperty("xdsi.root", "../..")).resolve("docs/operations.md");
    private static final String SILENT = "urn:oid:1.2.3.999";

    @TempDir
    private static Path folder;

    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start(folder.resolve("data"));
        PatientId patient = gateway.patient("OPERATIONS-1");
        new PhantomStudy(patient.id(), 4, 64, LocalDateTime.of(2024, 2, 29, 23, 59))
                .write(folder.resolve("sent"), UUID::randomUUID);
        List<String> told = new ArrayList<>();
        Demo.Result result =
                new Demo(gateway.stage(), told::add).run(folder.resolve("sent"), patient, folder.resolve("fetched"));
        assertThat(result.ok()).as(String.join("\n", told)).isTrue();
        addPartnerThatNobodyStarted();
    }

    private static void addPartnerThatNobodyStarted() throws Exception {
        Files.writeString(folder.resolve("data/partners.yaml"), """
                communities:
                  - home-community-id: 1.2.3.999
                    name: Silent Hospital
                    query: http://127.0.0.1:9/responding-gateway
                """);
        while (operations().path("partners").isEmpty()) {
            Thread.sleep(100);
        }
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static HttpResponse<byte[]> metrics(String path) throws Exception {
        return gateway.send(
                HttpRequest.newBuilder(URI.create(gateway.gateway().addresses().metrics() + path)));
    }

    private static Scrape scrape() throws Exception {
        HttpResponse<byte[]> answer = metrics("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        return Scrape.of(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonNode operations() throws Exception {
        return gateway.client().get("/api/operations", Map.of());
    }

    private static JsonNode one(JsonNode list, String key, String value) {
        for (JsonNode node : list) {
            if (node.path(key).asText().equals(value)) {
                return node;
            }
        }
        throw new AssertionError("no " + key + " is " + value + " in " + list);
    }

    @Test
    void everyTransactionOfTheDemonstrationIsCounted() throws Exception {
        Scrape scrape = scrape();

        for (String transaction :
                List.of("STORE", "RAD-68", "ITI-41", "ITI-42", "ITI-18", "ITI-43", "RAD-69", "RAD-107")) {
            assertThat(scrape.sum("xdsi_transaction_seconds_count", "transaction=\"" + transaction + "\""))
                    .as(transaction)
                    .isPositive();
        }
        assertThat(scrape.sum(
                        "xdsi_transaction_objects_total",
                        "actor=\"imaging-source\",partner=\"\",side=\"served\",transaction=\"STORE\""))
                .as("instances that were stored")
                .isEqualTo(12);
        assertThat(scrape.sum("xdsi_transaction_bytes_total", "side=\"served\",transaction=\"RAD-69\""))
                .as("bytes that left by RAD-69")
                .isGreaterThan(12 * 64 * 64);
        assertThat(scrape.sum("xdsi_transaction_seconds_count", "actor=\"\""))
                .as("without an actor")
                .isZero();
        assertThat(scrape.sum("xdsi_dicom_associations_total", "event=\"opened\""))
                .isPositive();
        assertThat(scrape.sum("xdsi_consent_decisions_total", "outcome=\"permitted\""))
                .isPositive();
        assertThat(scrape.sum("xdsi_http_answers_total", "listener=\"portal\",status=\"2xx\""))
                .isPositive();
        assertThat(scrape.value("xdsi_repository_contents")).hasValue(1);
        for (String bytes : List.of("xdsi_repository_stored_bytes", "xdsi_repository_free_bytes")) {
            assertThat(scrape.value(bytes).orElseThrow()).as(bytes).isPositive();
        }
        assertThat(scrape.value("xdsi_repository_unreadable_total")).hasValue(0);
        assertThat(scrape.sum("hikaricp_connections_max", "")).isPositive();
        assertThat(scrape.sum("xdsi_up", ""))
                .isEqualTo(gateway.health().path("actors").size());
    }

    @Test
    void nothingIsSaidOfPatientsOrUsers() throws Exception {
        String all = new String(metrics("/metrics").body(), StandardCharsets.UTF_8) + operations();
        String patient = gateway.patient("OPERATIONS-1").id();
        String user =
                Credentials.ofFirstUser(folder.resolve("data")).orElseThrow().user();

        assertThat(all).doesNotContain(patient).doesNotContain("\"" + user + "\"");
    }

    /** The page in docs says what each means; one that nobody described, or that is no more, fails this. */
    @Test
    void theDocumentationNamesEveryMetricAndNoOther() throws Exception {
        String text = Files.readString(DOCUMENT);
        text = text.substring(text.indexOf("\n## Every metric\n"));
        Set<String> documented = new TreeSet<>(Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList());

        Set<String> measured = scrape().families();
        assertThat(documented).containsAll(measured);
        // The collector of garbage shows some only after it did something.
        documented.removeIf(name -> name.startsWith("jvm_gc_"));
        assertThat(measured).containsAll(documented);
    }

    @Test
    void metricsAreAtTheirAddressAndNothingElseIs() throws Exception {
        assertThat(metrics("/").statusCode()).isEqualTo(404);
        assertThat(metrics("/api/operations").statusCode()).isEqualTo(404);
        assertThat(gateway.send(HttpRequest.newBuilder(
                                URI.create(gateway.gateway().portalUrl() + "metrics")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void administratorsAreShownWhatRunsWhatWentAndWhatWaits() throws Exception {
        JsonNode seen = operations();

        assertThat(one(seen.path("actors"), "name", "registry").path("state").asText())
                .isEqualTo("up");
        for (String part : List.of("viewer", "metrics", "disk", "initiating-gateway", "responding-gateway")) {
            assertThat(one(seen.path("actors"), "name", part).path("since").asText())
                    .as(part)
                    .startsWith("20");
        }
        assertThat(seen.path("volumes").path("instances").asInt()).isEqualTo(12);
        assertThat(seen.path("volumes").path("studies").asInt()).isEqualTo(1);
        assertThat(seen.path("volumes").path("documents").asInt()).isEqualTo(1);
        assertThat(seen.path("volumes").path("bytesOut").asLong()).isPositive();
        JsonNode query = one(seen.path("transactions"), "transaction", "ITI-18");
        assertThat(query.path("title").asText()).isEqualTo("Registry Stored Query");
        assertThat(query.path("calls").path("p95").asDouble()).isPositive();
        assertThat(query.path("minutes")).hasSize(30);
        assertThat(seen.path("backlog")
                        .path("publications")
                        .path("studies")
                        .path("failed")
                        .asInt(-1))
                .isZero();
        assertThat(seen.path("backlog").path("sessions").asInt()).isPositive();
    }

    @Test
    void aPartnerThatDoesNotAnswerIsAnErrorWithItsNameAndCanBeChecked() throws Exception {
        double before =
                scrape().sum("xdsi_transaction_seconds_count", "partner=\"Silent Hospital\",result=\"failure\"");
        gateway.client()
                .get(
                        "/api/studies",
                        Map.of("patient", gateway.patient("OPERATIONS-1").cx()));
        Scrape after = scrape();
        JsonNode seen = operations();

        assertThat(after.sum("xdsi_transaction_seconds_count", "partner=\"Silent Hospital\",result=\"failure\""))
                .isEqualTo(before + 1);
        JsonNode partner = one(seen.path("partners"), "home", SILENT);
        assertThat(partner.path("name").asText()).isEqualTo("Silent Hospital");
        assertThat(partner.path("lastFailure").asText()).startsWith("20");
        assertThat(partner.path("lastSuccess").isNull()).isTrue();
        assertThat(partner.path("calls").path("failures").asInt()).isPositive();
        assertThat(one(seen.path("errors"), "partner", "Silent Hospital")
                        .path("sentence")
                        .asText())
                .startsWith("Silent Hospital: ");

        JsonNode checked = gateway.client().post("/api/operations/partners/" + SILENT + "/check", Map.of());
        assertThat(checked.path("addresses").get(0).path("well").asBoolean()).isFalse();
        assertThat(checked.toString()).contains("connect", "its gateway may be down");
    }

    @Test
    void nobodyElseIsShownAnything() throws Exception {
        URI address = URI.create(gateway.gateway().portalUrl() + "api/operations");
        HttpResponse<byte[]> stranger = gateway.send(HttpRequest.newBuilder(address));
        assertThat(stranger.statusCode()).isEqualTo(401);

        gateway.client().post("/api/users", Map.of("id", "clinician", "name", "Dr. C", "password", "a long pass-word"));
        HttpResponse<byte[]> logIn =
                gateway.send(HttpRequest.newBuilder(URI.create(gateway.gateway().portalUrl() + "api/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"user\":\"clinician\",\"password\":\"a long pass-word\"}")));
        String cookie = logIn.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        HttpResponse<byte[]> clinician =
                gateway.send(HttpRequest.newBuilder(address).header("Cookie", cookie));
        assertThat(clinician.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(clinician.body()).fieldNames()).toIterable().containsExactly("error");
    }
}
