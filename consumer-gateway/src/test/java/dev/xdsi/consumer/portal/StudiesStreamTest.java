package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.consumer.TestStudy;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.studies.CommunityStudies;
import dev.xdsi.consumer.studies.CommunityStudies.Answer;
import dev.xdsi.consumer.studies.CommunityStudies.Community;
import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.model.draft.DraftWriter;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryResponse;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import jakarta.servlet.http.HttpServlet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three communities behind the portal, of which one answers when the test lets it. */
class StudiesStreamTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    private static final String SLOW = "urn:oid:1.2.3";

    private final List<Answer> listed = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Map<String, RuntimeException> failures = new ConcurrentHashMap<>();
    private HttpServer portal;
    private String token = "";

    @BeforeEach
    void start() throws Exception {
        PortalDoor door = new PortalDoor(
                TestLogIn.withoutAssertions(InstantSource.fixed(NOW)),
                new PortalDoor.Configuration(
                        new SessionLimits(Duration.ofHours(1), Duration.ofHours(2), 10, 10), false),
                new PortalDoor.Surroundings(InstantSource.fixed(NOW), new SecureRandom(), UUID::randomUUID));
        CommunityStudies studies = new CommunityStudies(
                new FindStudies(this::registry, (home, oid) -> Optional.of(this::repository)),
                () -> List.of(
                        new Community("urn:oid:1.2.1", ""),
                        new Community("urn:oid:1.2.2", "North"),
                        new Community(SLOW, "South")));
        HttpSite site = HttpSite.empty()
                .with(
                        "/api/studies/stream",
                        door.guarded(new StudiesStreamServlet(
                                studies,
                                home -> "of " + home,
                                (session, patient, caller, answer) -> listed.add(answer),
                                UUID::randomUUID)));
        for (Map.Entry<String, HttpServlet> servlet : door.servlets().entrySet()) {
            site = site.with(servlet.getKey(), servlet.getValue());
        }
        portal = HttpServer.start(
                "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
        token = logIn();
    }

    @AfterEach
    void stop() {
        released.countDown();
        portal.close();
    }

    @Test
    void whatSomeAnswerIsThereBeforeTheSlowestHasAnswered() throws Exception {
        try (BufferedReader lines = stream(Submissions.MARY.cx())) {
            JsonNode beginning = next(lines);
            assertThat(beginning.path("patient").asText()).isEqualTo(Submissions.MARY.cx());
            assertThat(beginning.path("asked")).extracting(JsonNode::asText).containsExactly("", "North", "South");
            List<JsonNode> first = List.of(next(lines), next(lines));
            assertThat(first)
                    .extracting(line -> line.path("community").asText())
                    .containsExactlyInAnyOrder("", "North");
            assertThat(first).allSatisfy(line -> {
                assertThat(line.path("errors")).isEmpty();
                assertThat(line.path("studies").get(0).path("studyInstanceUID").asText())
                        .isEqualTo(TestStudy.UID_OF_STUDY);
            });

            assertThat(listed)
                    .as("told what was shown so far")
                    .extracting(Answer::community)
                    .hasSize(2);

            released.countDown();

            JsonNode late = next(lines);
            assertThat(late.path("community").asText()).isEqualTo("South");
            assertThat(late.path("studies").get(0).path("community").asText()).isEqualTo("of " + SLOW);
            assertThat(next(lines).path("complete").asBoolean()).isTrue();
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void aPageThatIsClosedEndsTheWorkBehindIt() throws Exception {
        try (BufferedReader lines = stream(Submissions.MARY.cx())) {
            // All but the slow one: nothing more is written to the page from now on.
            for (int line = 0; line < 3; line++) {
                next(lines);
            }
        }

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCommunityThatDoesNotAnswerIsNamedInItsOwnLine() throws Exception {
        failures.put(SLOW, new PartnerException("South is down."));

        try (BufferedReader lines = stream(Submissions.MARY.cx())) {
            next(lines);
            List<JsonNode> parts = List.of(next(lines), next(lines), next(lines));

            assertThat(parts)
                    .filteredOn(line -> line.path("community").asText().equals("South"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.path("studies")).isEmpty();
                        assertThat(line.path("errors").get(0).asText()).isEqualTo("South is down.");
                    });
            assertThat(next(lines).path("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void aFaultOfOneCommunityHidesNothingOfTheOthers() throws Exception {
        failures.put(SLOW, new IllegalStateException("a fault of our own"));

        try (BufferedReader lines = stream(Submissions.MARY.cx())) {
            next(lines);
            List<JsonNode> parts = List.of(next(lines), next(lines), next(lines));

            assertThat(parts)
                    .filteredOn(line -> !line.path("studies").isEmpty())
                    .hasSize(2);
            assertThat(parts)
                    .filteredOn(line -> line.path("community").asText().equals("South"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.path("errors").get(0).asText())
                            .contains("The log knows more under")
                            .doesNotContain("our own"));
            assertThat(next(lines).path("complete").asBoolean()).isTrue();
        }
    }

    @Test
    void nobodyTakesAnAnswerThatBrokeOffForAWholeOne() throws Exception {
        failures.put(SLOW, new AuditSpoolException("the disk is full", new IOException()));

        HttpRequest request = HttpRequest.newBuilder(
                        address("/api/studies/stream?patient=" + encoded(Submissions.MARY.cx())))
                .header("Authorization", token)
                .build();
        StringBuilder seen = new StringBuilder();

        try (HttpClient browser = HttpClient.newHttpClient()) {
            assertThatThrownBy(() ->
                            browser.send(request, BodyHandlers.ofLines()).body().forEach(seen::append))
                    .hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(seen.toString()).doesNotContain("complete", "disk");
    }

    @Test
    void whoIsNoPatientIsRefusedInWords() throws Exception {
        for (String patient : List.of("", "%", "*", "MARY")) {
            HttpURLConnection refused = get(patient);

            assertThat(refused.getResponseCode()).isEqualTo(400);
            assertThat(refused.getContentType()).isEqualTo("application/json");
        }
        token = "Bearer nobody";
        assertThat(get(Submissions.MARY.cx()).getResponseCode()).isEqualTo(401);
    }

    private HttpURLConnection get(String patient) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address("/api/studies/stream?patient=" + encoded(patient))
                .toURL()
                .openConnection();
        connection.setRequestProperty("Authorization", token);
        // Closing the stream then closes the connection, as a browser does.
        connection.setRequestProperty("Connection", "close");
        connection.setReadTimeout(30_000);
        return connection;
    }

    private static String encoded(String patient) {
        return URLEncoder.encode(patient, StandardCharsets.UTF_8);
    }

    private BufferedReader stream(String patient) throws IOException {
        HttpURLConnection connection = get(patient);
        assertThat(connection.getContentType()).isEqualTo("application/x-ndjson");
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Empty lines say that the portal still waits. */
    private static JsonNode next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && line.isEmpty()) {
            line = lines.readLine();
        }
        return new ObjectMapper().readTree(String.valueOf(line));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + portal.port("port") + path);
    }

    private String logIn() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address("/api/token").toURL().openConnection();
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        connection
                .getOutputStream()
                .write("{\"user\": \"ada\", \"password\": \"ada\"}".getBytes(StandardCharsets.UTF_8));
        return "Bearer "
                + new ObjectMapper()
                        .readTree(connection.getInputStream())
                        .path("token")
                        .asText();
    }

    private StoredQueryResponse registry(StoredQueryRequest query, Caller caller) {
        String home = String.valueOf(query.home());
        RuntimeException failure = failures.get(home);
        if (failure != null) {
            throw failure;
        }
        if (home.equals(SLOW)) {
            waitUntilReleased();
        }
        return new StoredQueryResponse(
                List.of(DraftWriter.draft(Submissions.manifest("a")).with(header -> header.withHome(home))),
                List.of(),
                List.of());
    }

    private void waitUntilReleased() {
        try {
            released.await();
        } catch (InterruptedException givenUp) {
            interrupted.countDown();
            throw new PartnerException("South was not waited for.", givenUp);
        }
    }

    private RetrieveDocumentSetResponse repository(RetrieveDocumentSetRequest request, Caller caller) {
        return new RetrieveDocumentSetResponse(
                request.documents().stream()
                        .map(document -> new RetrievedDocument(
                                document,
                                "application/dicom",
                                TestStudy.content(TestStudy.file(TestStudy.keyObjects()))))
                        .toList(),
                List.of());
    }
}
