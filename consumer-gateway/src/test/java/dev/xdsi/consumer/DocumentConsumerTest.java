package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.DocumentConsumer.Configuration;
import dev.xdsi.consumer.DocumentConsumer.ImagingSourceAddresses;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.Lettering;
import dev.xdsi.dicom.pixel.PixelMemory;
import dev.xdsi.model.Oid;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.client.ClientTimeouts;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.http.HttpServlet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole actor: portal, SOAP, MTOM, DICOMweb and audit, over sockets. */
@Tag("integration")
class DocumentConsumerTest {
    private static final String MARY = encoded(Submissions.MARY.cx());
    private static final String ZIP = "/api/studies/" + TestStudy.UID_OF_STUDY + "/zip?patient=" + MARY;

    @TempDir
    Path folder;

    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final HttpClient browser = HttpClient.newHttpClient();
    private Community community;
    private DocumentConsumer consumer;
    private HttpServer portal;
    private String token = "";

    @BeforeEach
    void start() throws Exception {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID);
        community = new Community(settings);
        AuditContext context = new AuditContext(
                new AuditSource("site", "test", AuditSource.Type.APPLICATION_SERVER), "1", "localhost");
        Configuration configuration = new Configuration(
                community.address("/registry"),
                Map.of(Submissions.REPOSITORY, community.address("/repository")),
                Map.of(
                        new Oid(TestStudy.LOCATION),
                        new ImagingSourceAddresses(
                                community.address("/ids"),
                                community.address("/dicom-web"),
                                community.address("/wado"))));
        consumer = DocumentConsumer.start(
                configuration,
                new AuditTrail(spool, context, InstantSource.fixed(Instant.EPOCH.plusSeconds(1_000)), 1 << 20),
                settings,
                new ClientTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(60)),
                new DrawingMaterials(PixelMemory.ofThisProcess(), Lettering.NONE),
                null);
        PortalDoor door = new PortalDoor(
                TestLogIn.withoutAssertions(InstantSource.system()),
                new PortalDoor.Configuration(SessionLimits.DEFAULT, false),
                new PortalDoor.Surroundings(InstantSource.system(), new SecureRandom(), UUID::randomUUID));
        HttpSite site = HttpSite.empty();
        for (Map.Entry<String, HttpServlet> one : consumer.servlets().entrySet()) {
            boolean api = one.getKey().startsWith("/api/");
            site = site.with(one.getKey(), api ? door.guarded(one.getValue()) : one.getValue());
        }
        site = site.with("/api/token", Objects.requireNonNull(door.servlets().get("/api/token")));
        portal = HttpServer.start(
                "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
        token = "Bearer "
                + json(browser.send(
                                HttpRequest.newBuilder(address("/api/token"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(
                                                "{\"user\": \"ada\", \"password\": \"ada\"}"))
                                        .build(),
                                BodyHandlers.ofByteArray()))
                        .path("token")
                        .asText();
    }

    @AfterEach
    void stop() {
        portal.close();
        consumer.close();
        community.close();
    }

    @Test
    void listsThePatientsStudies() throws Exception {
        HttpResponse<byte[]> response = get("/api/studies?patient=" + MARY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).startsWith("default-src 'self'");
        JsonNode answer = json(response);
        assertThat(answer.get("patient").asText()).isEqualTo(Submissions.MARY.cx());
        assertThat(answer.get("errors")).isEmpty();
        JsonNode study = answer.get("studies").get(0);
        assertThat(study.get("studyInstanceUID").asText()).isEqualTo(TestStudy.UID_OF_STUDY);
        assertThat(study.get("date").asText()).isEqualTo("2024-01-02");
        assertThat(study.get("modalities").get(0).asText()).isEqualTo("CT");
        assertThat(study.get("description").asText()).isEqualTo("CT Chest");
        assertThat(study.get("institution").asText()).isEqualTo("Radiology North");
        assertThat(study.get("patient").toString())
                .isEqualTo("{\"name\":\"Doe^Mary\",\"birthDate\":\"19700101\",\"sex\":\"F\"}");
        assertThat(study.get("instances").asInt()).isEqualTo(3);
        assertThat(study.get("series").asInt()).isEqualTo(2);
        assertThat(trail()).hasSize(2);
        assertThat(trail().getFirst())
                .contains("csd-code=\"110112\"", "EventActionCode=\"E\"", "ITI-18", Submissions.MARY.id());
        assertThat(trail().getLast()).contains("csd-code=\"110107\"", "EventActionCode=\"C\"", "ITI-43");
    }

    @Test
    void streamsThePatientsStudies() throws Exception {
        HttpResponse<byte[]> response = get("/api/studies/stream?patient=" + MARY);

        assertThat(header(response, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        List<String> lines =
                text(response).lines().filter(line -> !line.isEmpty()).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).contains(TestStudy.UID_OF_STUDY, "\"errors\":[]");
        assertThat(lines.getLast()).isEqualTo("{\"complete\":true}");
        assertThat(trail()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"rad69, RAD-69, C, 1", "wado-rs, RAD-107, R, 1", "wado-uri, RAD-55, R, 3"})
    void downloadsAStudyUnchanged(String via, String transaction, String action, int records) throws Exception {
        HttpResponse<byte[]> response = get(ZIP + "&via=" + via);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/zip");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + TestStudy.UID_OF_STUDY + ".zip\"");
        Map<String, byte[]> entries = unzip(response.body());
        assertThat(entries.keySet())
                .containsExactly(
                        "1.2.3.4.100.1/" + TestStudy.FIRST + ".dcm",
                        "1.2.3.4.100.1/" + TestStudy.SECOND + ".dcm",
                        "1.2.3.4.100.2/" + TestStudy.THIRD + ".dcm");
        entries.forEach((name, bytes) -> {
            String uid = name.substring(name.indexOf('/') + 1, name.length() - ".dcm".length());
            assertThat(bytes).isEqualTo(TestStudy.image(uid));
        });
        assertThat(trail().stream().filter(record -> record.contains("csd-code=\"110103\"")))
                .hasSize(records)
                .allMatch(record -> record.contains(transaction)
                        && record.contains("EventActionCode=\"" + action + "\"")
                        && record.contains("EventOutcomeIndicator=\"0\"")
                        && record.contains(TestStudy.UID_OF_STUDY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rad69", "wado-rs", "wado-uri"})
    void anImageThatIsMissingLeavesNoWholeZip(String via) {
        community.images.remove(TestStudy.THIRD);

        assertThatThrownBy(() -> get(ZIP + "&via=" + via)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rad69", "wado-rs", "wado-uri"})
    void aPartnersConnectionThatBreaksBreaksTheZip(String via) throws Exception {
        community.images.put(TestStudy.THIRD, TestStudy.broken(TestStudy.image(TestStudy.THIRD)));

        assertThatThrownBy(() -> get(ZIP + "&via=" + via)).isInstanceOf(IOException.class);
        assertThat(trail().getLast()).doesNotContain("EventOutcomeIndicator=\"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rad69", "wado-rs", "wado-uri"})
    void aSourceWithoutAnyImageIsAnErrorInWords(String via) throws Exception {
        community.images.clear();

        HttpResponse<byte[]> response = get(ZIP + "&via=" + via);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(json(response).get("error").asText()).isNotEmpty();
    }

    @Test
    void partnersThatAreGoneAreNamed() throws Exception {
        consumer.check();
        community.close();

        HttpResponse<byte[]> list = get("/api/studies?patient=" + MARY);
        HttpResponse<byte[]> zip = get(ZIP);

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(json(list).get("errors").get(0).asText())
                .startsWith("The registry at 127.0.0.1:")
                .endsWith("does not answer.");
        assertThat(zip.statusCode()).isEqualTo(502);
        assertThat(trail()).hasSize(2).allMatch(record -> record.contains("EventOutcomeIndicator=\"8\""));
        assertThatThrownBy(consumer::check).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/studies, 400",
        "/api/studies?patient=, 400",
        "/api/studies?patient=MARY-1, 400",
        "/api/studies?patient=%25, 400",
        "/api/studies?patient=%ff, 400",
        "/api/studies?patient=a%5E%5E%5E%261.2.3%26ISO&patient=b, 400",
        "/api/studies/1.2.3/zip?patient=a%5E%5E%5E%261.2.3%26ISO, 404",
        "/api/studies/1.2.3, 404",
        "/api/studies/x/zip, 404",
        "/nothing, 404"
    })
    void refusesWhatIsWrong(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void refusesAnUnknownWay() throws Exception {
        HttpResponse<byte[]> response = get(ZIP + "&via=carrier-pigeon");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").asText()).contains("wado-rs");
        assertThat(trail()).isEmpty();
    }

    @Test
    void aPercentSignAloneIsRefused() throws Exception {
        assertThat(raw("/api/studies?patient=%")).startsWith("HTTP/1.1 400");
        assertThat(raw("/api/studies/%/zip?patient=%")).startsWith("HTTP/1.1 400");
        assertThat(raw("/api/studies/..%2f..%2fetc/zip")).matches("(?s)HTTP/1.1 (400|404).*");
    }

    @Test
    void otherSitesAndOtherMethodsAreRefused() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(address("/api/studies?patient=" + MARY))
                .header("Authorization", token)
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        HttpRequest post = HttpRequest.newBuilder(address("/api/studies?patient=" + MARY))
                .header("Authorization", token)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(browser.send(foreign, BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
        assertThat(browser.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
        assertThat(trail()).isEmpty();
    }

    @Test
    void hostileNamesStayText() throws Exception {
        String hostile = "<img src=x onerror=alert(1)>\u2028'\"&";
        community.titled(hostile);

        HttpResponse<byte[]> response = get("/api/studies?patient=" + MARY);

        assertThat(json(response).get("studies").get(0).get("description").asText())
                .isEqualTo(hostile);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"/, text/html", "/log-in, text/html", "/icon.svg, image/svg+xml"})
    void servesThePage(String path, String type) throws Exception {
        HttpResponse<byte[]> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith(type);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(text(response).replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:", "https:", "style=", "<style", "<script>", "javascript:");
    }

    @Test
    void servesWhatThePageNeedsToBeKeptForEver() throws Exception {
        Map<String, String> types = new HashMap<>();
        for (MatchResult asset : Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"")
                .matcher(text(get("/")))
                .results()
                .toList()) {
            HttpResponse<byte[]> response = get(asset.group(1));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(header(response, "Cache-Control")).contains("immutable");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            types.put(header(response, "Content-Type").replaceAll(";.*", ""), asset.group(1));
        }

        assertThat(types.keySet()).containsExactlyInAnyOrder("text/javascript", "text/css");
        assertThat(get("/assets/index-00000000.js").statusCode()).isEqualTo(404);
        assertThat(raw("/assets/..%2f..%2fPageServlet.class")).matches("(?s)HTTP/1.1 (400|404).*");
        assertThat(raw("/assets/../package-info.class")).matches("(?s)HTTP/1.1 (400|404).*");
    }

    @Test
    void nobodyGetsAnythingWithoutASession() throws Exception {
        token = "Bearer " + "x".repeat(43);

        HttpResponse<byte[]> list = get("/api/studies?patient=" + MARY);

        assertThat(list.statusCode()).isEqualTo(401);
        assertThat(json(list).get("error").asText()).isEqualTo("Please log in.");
        assertThat(get(ZIP).statusCode()).isEqualTo(401);
        assertThat(get("/").statusCode()).isEqualTo(200);
        assertThat(trail()).isEmpty();
        assertThat(community.queries).isEmpty();
    }

    @Test
    void partnersAreCalledOnBehalfOfTheUser() throws Exception {
        get(ZIP + "&via=rad69");

        assertThat(trail())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record).contains("&lt;ada@test&gt;", "csd-code=\"TREATMENT\""));
    }

    private List<String> trail() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + portal.port("port") + path);
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(address(path))
                        .header("Authorization", token)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private String raw(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port("port"))) {
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + token
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
