package dev.xdsi.consumer.portal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** How users come into the portal, over HTTP, with the eyes of a browser and of somebody who wants to be one. */
class PortalDoorTest {
    private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));
    private static final PatientId JOHN = new PatientId("JOHN", new Oid("1.2.3"));
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 4, 2);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final TestLogIn logIn = new TestLogIn(now::get);
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<Session> last = new AtomicReference<>();
    private PortalDoor door;
    private HttpServer server;

    /** Tells for whom it would call partners. */
    private final class Secret extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            PatientId patient = PatientId.parse(request.getHeader("Patient")).orElseThrow();
            last.set(PortalDoor.session(request));
            Caller caller = PortalDoor.session(request)
                    .caller(PortalDoor.node(request), patient)
                    .orElseThrow();
            Caller.Assertion assertion = caller.assertion();
            response.getWriter().print(assertion == null ? "nobody" : assertion.xml());
        }
    }

    @BeforeEach
    void start() {
        start(false);
    }

    private void start(boolean secure) {
        door = new PortalDoor(
                logIn,
                new PortalDoor.Configuration(LIMITS, secure),
                new PortalDoor.Surroundings(now::get, new SecureRandom(), UUID::randomUUID));
        HttpSite site = HttpSite.empty()
                .with("/api/secret", door.guarded(new Secret()))
                .with("/api/users/*", door.forAdministrators(new Secret()));
        for (Map.Entry<String, HttpServlet> servlet : door.servlets().entrySet()) {
            site = site.with(servlet.getKey(), servlet.getValue());
        }
        server = HttpServer.start(
                "portal", site, java.util.List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable String body, Consumer<HttpRequest.Builder> more) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port("port") + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.header("Patient", MARY.cx());
        more.accept(request);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** What a browser keeps of a log-in. */
    private record Browser(String cookie, String csrf) {
        void withCookie(HttpRequest.Builder request) {
            request.header("Cookie", cookie);
        }

        void withBoth(HttpRequest.Builder request) {
            request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
        }
    }

    private static String credentials(String user, String password) {
        return "{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}";
    }

    private Browser logIn(String user) throws Exception {
        HttpResponse<String> response =
                send("POST", "/api/session", credentials(user, TestLogIn.passwordOf(user)), request -> {});
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new Browser(
                cookie(response).replaceAll(";.*", ""),
                json(response).path("csrf").asText());
    }

    private int secret(Consumer<HttpRequest.Builder> as) throws Exception {
        return send("GET", "/api/secret", null, as).statusCode();
    }

    private static String cookie(HttpResponse<?> response) {
        return response.headers().firstValue("Set-Cookie").orElse("");
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void aPageMayAskWhetherAnybodyIsLoggedIn() throws Exception {
        assertThat(send("GET", "/api/session?optional", null, request -> {}).statusCode())
                .isEqualTo(204);
        Browser ada = logIn("ada");
        assertThat(json(send("GET", "/api/session?optional", null, ada::withCookie))
                        .path("user")
                        .asText())
                .isEqualTo("ada");
    }

    @Test
    void aLogInOpensTheDoorAndALogOutClosesIt() throws Exception {
        assertThat(secret(request -> {})).isEqualTo(401);
        Browser ada = logIn("ada");
        assertThat(secret(ada::withCookie)).isEqualTo(200);
        assertThat(json(send("GET", "/api/session", null, ada::withCookie))
                        .path("name")
                        .asText())
                .isEqualTo("Dr. ada");

        HttpResponse<String> out = send("DELETE", "/api/session", null, ada::withBoth);

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(cookie(out)).startsWith("xdsi-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
        assertThat(secret(ada::withCookie)).isEqualTo(401);
        assertThat(logIn.asked).containsExactly("log in ada", "log out ada");
    }

    @Test
    void theCookieIsForThisSiteAndForNoScript() throws Exception {
        HttpResponse<String> response = send("POST", "/api/session", credentials("ada", "ada"), request -> {});

        assertThat(cookie(response)).matches("xdsi-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'self'");
    }

    @Test
    void behindTlsTheCookieIsForTlsAlone() throws Exception {
        server.close();
        start(true);

        assertThat(cookie(send("POST", "/api/session", credentials("ada", "ada"), request -> {})))
                .startsWith("__Host-xdsi-session=")
                .endsWith("; Secure");
    }

    @Test
    void aTokenThatSomebodyGaveTheUserIsNotTheOneHeLogsInWith() throws Exception {
        Browser before = logIn("ada");

        HttpResponse<String> response = send("POST", "/api/session", credentials("ada", "ada"), before::withCookie);

        assertThat(cookie(response)).isNotEmpty().doesNotContain(before.cookie());
        assertThat(secret(before::withCookie)).isEqualTo(401);
    }

    @Test
    void aWrongPasswordIsRefusedInTheWordsOfTheProvider() throws Exception {
        HttpResponse<String> response = send("POST", "/api/session", credentials("ada", "wrong"), request -> {});

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("error").asText()).isEqualTo("No.");
        assertThat(cookie(response)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE /api/session", "POST /api/session/emergency", "POST /api/secret"})
    void whatChangesSomethingNeedsTheTokenOfThePage(String what) throws Exception {
        Browser ada = logIn("boss");
        String[] parts = what.split(" ", -1);

        assertThat(send(parts[0], parts[1], "{}", ada::withCookie).statusCode()).isEqualTo(403);
        assertThat(send(
                                parts[0],
                                parts[1],
                                "{}",
                                request -> request.header("Cookie", ada.cookie())
                                        .header("X-CSRF-Token", logInAgain().csrf()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(secret(ada::withCookie)).isEqualTo(200);
        assertThat(logIn.asked.stream().filter(("denied boss " + what)::equals)).hasSize(2);
    }

    private Browser logInAgain() {
        try {
            return logIn("ada");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsForAdministratorsIsRefusedToOthersAndThatIsRecorded() throws Exception {
        Browser ada = logIn("ada");
        Browser boss = logIn("boss");

        assertThat(send("GET", "/api/users/bob?patient=MARY", null, ada::withCookie)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("GET", "/api/users/bob", null, boss::withCookie).statusCode())
                .isEqualTo(200);

        assertThat(logIn.asked).containsExactly("log in ada", "log in boss", "denied ada GET /api/users/bob");
    }

    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200"})
    void anotherSiteLogsNobodyIn(String site, int status) throws Exception {
        assertThat(send(
                                "POST",
                                "/api/session",
                                credentials("ada", "ada"),
                                request -> request.header("Sec-Fetch-Site", site))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void refusalsOfOtherSitesAreLoggedAsLongAsTheyAreFew() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(OtherSites.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        try {
            for (int i = 0; i < 100; i++) {
                String path = i % 2 == 0 ? "/api/secret?patient=MARY" : "/api/session?patient=MARY";
                assertThat(send("GET", path, null, request -> request.header("Sec-Fetch-Site", "cross-site"))
                                .statusCode())
                        .isEqualTo(403);
            }
            later(Duration.ofSeconds(61));
            send("POST", "/api/token", "{}", request -> request.header("Sec-Fetch-Site", "same-site"));
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .hasSize(61)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("A page of another site was refused: GET /api/secret from 127.0.0.1")
                .endsWith("A page of another site was refused: POST /api/token from 127.0.0.1 (and 40 before it)");
        assertThat(logIn.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void aFormLogsNobodyIn(String contentType) throws Exception {
        HttpResponse<String> response = send(
                "POST",
                "/api/session",
                credentials("ada", "ada"),
                request -> request.setHeader("Content-Type", contentType));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(logIn.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"x\"",
                "{}",
                "{\"user\": \"ada\"}",
                "{\"user\": [\"ada\"], \"password\": \"ada\"}",
                "{\"user\": \"ada\", \"user\": \"ada\", \"password\": \"ada\"}",
                "{\"user\": \"ada\", \"password\": \"ada\"} {}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}}"
            })
    void whatIsNoLogInIsRefused(String body) throws Exception {
        assertThat(send("POST", "/api/session", body, request -> {}).statusCode())
                .isEqualTo(400);
        assertThat(logIn.asked).isEmpty();
    }

    @Test
    void aLogInWithoutEndIsRefused() throws Exception {
        assertThat(send("POST", "/api/session", credentials("ada", "a".repeat(100_000)), request -> {})
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void anIdleSessionEnds() throws Exception {
        Browser ada = logIn("ada");
        later(Duration.ofMinutes(29));
        assertThat(secret(ada::withCookie)).isEqualTo(200);
        later(Duration.ofMinutes(29));
        assertThat(secret(ada::withCookie)).isEqualTo(200);
        later(Duration.ofMinutes(30));
        assertThat(secret(ada::withCookie)).isEqualTo(401);
        later(Duration.ofMinutes(-30));
        assertThat(secret(ada::withCookie)).isEqualTo(401);
    }

    @Test
    void everySessionEnds() throws Exception {
        Browser ada = logIn("ada");
        for (int i = 0; i < 35; i++) {
            later(Duration.ofMinutes(20));
            assertThat(secret(ada::withCookie)).isEqualTo(200);
        }
        later(Duration.ofMinutes(20));
        assertThat(secret(ada::withCookie)).isEqualTo(401);
    }

    @Test
    void theAssertionIsRenewedBeforeItEndsAsLongAsTheUserMayLogIn() throws Exception {
        Browser ada = logIn("ada");
        later(TestLogIn.LIFETIME.minusMinutes(3));
        secret(ada::withCookie);
        assertThat(logIn.asked).doesNotContain("again ada");
        later(Duration.ofMinutes(1));
        assertThat(secret(ada::withCookie)).isEqualTo(200);
        assertThat(logIn.asked).containsOnlyOnce("again ada");

        logIn.disabled.add("ada");
        later(TestLogIn.LIFETIME);
        assertThat(secret(ada::withCookie)).isEqualTo(401);
        logIn.disabled.clear();
        assertThat(secret(ada::withCookie)).isEqualTo(401);
    }

    @Test
    void anEmergencyIsForItsPatientAloneAndForSomeMinutes() throws Exception {
        Browser boss = logIn("boss");
        String stated = "{\"patient\": \"" + MARY.cx() + "\", \"reason\": \"unconscious\"}";

        HttpResponse<String> answer = send("POST", "/api/session/emergency", stated, boss::withBoth);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("emergencies").get(0).path("patient").asText())
                .isEqualTo(MARY.cx());
        assertThat(assertion(boss, MARY)).contains("EMERGENCY");
        assertThat(assertion(boss, JOHN)).contains("TREATMENT");
        later(TestLogIn.LIFETIME);
        assertThat(assertion(boss, MARY)).contains("TREATMENT");
        assertThat(logIn.asked).contains("emergency boss MARY unconscious");
    }

    @Test
    void whoMayNotStateAnEmergencyIsToldSo() throws Exception {
        Browser ada = logIn("ada");
        String stated = "{\"patient\": \"" + MARY.cx() + "\", \"reason\": \"unconscious\"}";

        HttpResponse<String> answer = send("POST", "/api/session/emergency", stated, ada::withBoth);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("error").asText()).isEqualTo("No emergency.");
        assertThat(assertion(ada, MARY)).contains("TREATMENT");
    }

    @Test
    void aProgramLogsInByToken() throws Exception {
        HttpResponse<String> answer = send("POST", "/api/token", credentials("ada", "ada"), request -> {});
        assertThat(cookie(answer)).isEmpty();
        Consumer<HttpRequest.Builder> program = request -> request.header(
                "Authorization", "Bearer " + asked(answer).path("token").asText());

        assertThat(secret(program)).isEqualTo(200);
        assertThat(send("DELETE", "/api/session", null, program).statusCode()).isEqualTo(204);
        assertThat(secret(program)).isEqualTo(401);
    }

    private static JsonNode asked(HttpResponse<String> response) {
        try {
            return json(response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Basic YTpi", "bearer x", "Bearer ' or 1=1 --"})
    void anotherAuthorizationIsNone(String authorization) throws Exception {
        Browser ada = logIn("ada");

        assertThat(secret(request ->
                        request.header("Authorization", authorization).header("Cookie", ada.cookie())))
                .isEqualTo(401);
    }

    @Test
    void aUserHasOnlySoManySessionsAndTheOldestMakesRoom() throws Exception {
        Browser first = logIn("ada");
        later(Duration.ofSeconds(1));
        Browser second = logIn("ada");
        later(Duration.ofSeconds(1));
        Browser third = logIn("ada");

        assertThat(secret(first::withCookie)).isEqualTo(401);
        assertThat(secret(second::withCookie)).isEqualTo(200);
        assertThat(secret(third::withCookie)).isEqualTo(200);
    }

    @Test
    void aUsersSessionsCanBeEndedButForTheOneThatEndsThem() throws Exception {
        Browser one = logIn("ada");
        Browser other = logIn("ada");
        Browser boss = logIn("boss");
        assertThat(secret(other::withCookie)).isEqualTo(200);
        door.endOthers("ada", last.get());

        assertThat(secret(one::withCookie)).isEqualTo(401);
        assertThat(secret(other::withCookie)).isEqualTo(200);
        assertThat(secret(boss::withCookie)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/session", "/api/token"})
    void aPasswordThatIsChangedWhileItIsLookedAtLogsNobodyIn(String how) throws Exception {
        Browser boss = logIn("boss");
        assertThat(secret(boss::withCookie)).isEqualTo(200);
        logIn.afterProof = () -> door.endOthers("ada", last.get());

        HttpResponse<String> answer = send("POST", how, credentials("ada", "ada"), request -> {});

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(cookie(answer)).isEmpty();
        assertThat(json(answer).path("error").asText()).contains("Please log in again");
        assertThat(door.openSessions()).isEqualTo(1);
        logIn.afterProof = () -> {};
        logIn("ada");
    }

    @Test
    void thereIsRoomForOnlySoManyUntilOneEnds() throws Exception {
        for (String user : new String[] {"a", "b", "c", "d"}) {
            logIn(user);
        }

        assertThat(send("POST", "/api/session", credentials("e", "e"), request -> {})
                        .statusCode())
                .isEqualTo(503);
        later(LIMITS.idle());
        logIn("e");
    }

    @Test
    void whatAPageAsksByItselfKeepsNoSessionOpen() throws Exception {
        Browser ada = logIn("ada");
        assertThat(door.openSessions()).isEqualTo(1);
        Duration half = LIMITS.idle().dividedBy(2).plusSeconds(1);
        later(half);
        assertThat(secret(request -> {
                    ada.withCookie(request);
                    request.header("X-Background", "true");
                }))
                .isEqualTo(200);
        later(half);

        assertThat(door.openSessions()).isZero();
        assertThat(secret(ada::withCookie)).isEqualTo(401);
    }

    @Test
    void tokensAreNeverTheSame() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Browser ada = logIn("ada");
            assertThat(seen.add(ada.cookie()) && seen.add(ada.csrf())).isTrue();
        }
    }

    private String assertion(Browser browser, PatientId patient) throws Exception {
        return send(
                        "GET",
                        "/api/secret",
                        null,
                        request -> request.header("Cookie", browser.cookie()).setHeader("Patient", patient.cx()))
                .body();
    }

    private void later(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
