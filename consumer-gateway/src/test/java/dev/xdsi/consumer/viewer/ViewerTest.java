package dev.xdsi.consumer.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.consumer.portal.TestLogIn;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal and the viewer as two origins, over HTTP: who comes from one into the other, and what the other hands out. */
class ViewerTest {
    private static final String STUDY = "1.2.840.4711";
    private static final String IMAGES = "/dicom-web/studies";
    private static final SessionLimits LIMITS = new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 4, 2);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private PortalDoor door;
    private HttpServer portal;
    private HttpServer viewer;

    /** Stands for virtual DICOMweb: tells who asks. */
    private static final class Images extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print(PortalDoor.session(request).isAdministrator() ? "images of the boss" : "images");
        }
    }

    @BeforeEach
    void start() throws Exception {
        start(false);
    }

    private void start(boolean secure) throws Exception {
        door = new PortalDoor(
                TestLogIn.withoutAssertions(now::get),
                new PortalDoor.Configuration(LIMITS, secure),
                new PortalDoor.Surroundings(now::get, new SecureRandom(), UUID::randomUUID));
        int viewerPort = freePort();
        HttpSite pages = HttpSite.empty()
                .with("/api/viewer-ticket", door.guarded(door.viewer().tickets(new BrowserAddress("", viewerPort))))
                .with("/api/secret", door.guarded(new Images()));
        portal = serve("portal", with(pages, door.servlets()), 0);
        viewer = serve(
                "viewer",
                with(
                        HttpSite.empty(),
                        Viewer.servlets(door.viewer(), new BrowserAddress("", portal.port("port")), new Images())),
                viewerPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpSite with(HttpSite site, Map<String, HttpServlet> servlets) {
        HttpSite all = site;
        for (Map.Entry<String, HttpServlet> servlet : servlets.entrySet()) {
            all = all.with(servlet.getKey(), servlet.getValue());
        }
        return all;
    }

    private static HttpServer serve(String name, HttpSite site, int port) {
        return HttpServer.start(
                name, site, List.of(new HttpListener.Plain("127.0.0.1", port, "port")), HttpLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        viewer.close();
        portal.close();
    }

    private HttpRequest.Builder at(HttpServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("port") + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** A user's browser at the portal. */
    private record Browser(String cookie, String csrf) {}

    private Browser logIn(String user) throws Exception {
        HttpResponse<String> answer = send(at(portal, "/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"user\":\"" + user + "\",\"password\":\"" + TestLogIn.passwordOf(user) + "\"}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new Browser(cookieOf(answer), json(answer).path("csrf").asText());
    }

    private static String cookieOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpRequest.Builder ticketRequest(String study) {
        return at(portal, "/api/viewer-ticket")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"study\":\"" + study + "\"}"));
    }

    private JsonNode ticket(Browser browser) throws Exception {
        HttpResponse<String> answer =
                send(ticketRequest(STUDY).header("Cookie", browser.cookie()).header("X-CSRF-Token", browser.csrf()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> enter(String ticket) throws Exception {
        return send(at(viewer, "/enter?ticket=" + ticket + "&study=" + STUDY));
    }

    /** The viewer's cookie of a user. */
    private String entered(Browser browser) throws Exception {
        return cookieOf(enter(ticket(browser).path("ticket").asText()));
    }

    private int imagesFor(String cookie) throws Exception {
        return send(at(viewer, IMAGES).header("Cookie", cookie)).statusCode();
    }

    @Test
    void aTicketOfThePortalOpensAStudyInTheViewer() throws Exception {
        Browser boss = logIn("boss");
        JsonNode ticket = ticket(boss);

        HttpResponse<String> entered =
                send(HttpRequest.newBuilder(URI.create(ticket.path("url").asText())));

        assertThat(ticket.path("url").asText())
                .startsWith("http://127.0.0.1:" + viewer.port("port") + "/enter?ticket=");
        assertThat(entered.statusCode()).isEqualTo(303);
        assertThat(entered.headers().firstValue("Location")).hasValue("/viewer?StudyInstanceUIDs=" + STUDY);
        assertThat(entered.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(entered.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("xdsi-viewer=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(send(at(viewer, IMAGES).header("Cookie", cookieOf(entered))).body())
                .isEqualTo("images of the boss");
    }

    @Test
    void overHttpsTheCookieIsForThisHostAlone() throws Exception {
        stopServers();
        start(true);
        String cookie = enter(ticket(logIn("boss")).path("ticket").asText())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(cookie).startsWith("__Host-xdsi-viewer=").endsWith("; Secure");
    }

    private void stopServers() {
        viewer.close();
        portal.close();
    }

    @Test
    void aTicketWorksOnce() throws Exception {
        String ticket = ticket(logIn("boss")).path("ticket").asText();
        assertThat(enter(ticket).statusCode()).isEqualTo(303);

        HttpResponse<String> again = enter(ticket);

        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(again.body()).contains("open the study in the portal again", "href=\"/\"");
    }

    @Test
    void aTicketWorksForHalfAMinute() throws Exception {
        Browser boss = logIn("boss");
        String quick = ticket(boss).path("ticket").asText();
        String late = ticket(boss).path("ticket").asText();
        now.updateAndGet(time -> time.plusSeconds(29));
        assertThat(enter(quick).statusCode()).isEqualTo(303);

        now.updateAndGet(time -> time.plusSeconds(1));

        assertThat(enter(late).statusCode()).isEqualTo(403);
    }

    @Test
    void aTicketOfASessionThatEndedIsWorthNothing() throws Exception {
        Browser boss = logIn("boss");
        String ticket = ticket(boss).path("ticket").asText();
        logOut(boss);

        assertThat(enter(ticket).statusCode()).isEqualTo(403);
    }

    private void logOut(Browser browser) throws Exception {
        HttpResponse<String> answer = send(at(portal, "/api/session")
                .header("Cookie", browser.cookie())
                .header("X-CSRF-Token", browser.csrf())
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    void nobodyButALoggedInPageGetsATicket() throws Exception {
        Browser boss = logIn("boss");

        assertThat(send(ticketRequest(STUDY)).statusCode()).isEqualTo(401);
        assertThat(send(ticketRequest(STUDY).header("Cookie", boss.cookie())).statusCode())
                .as("a page of another site, which does not know the session's token")
                .isEqualTo(403);
        assertThat(send(ticketRequest("x\\\"").header("Cookie", boss.cookie()).header("X-CSRF-Token", boss.csrf()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(at(portal, "/api/viewer-ticket").header("Cookie", boss.cookie()))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iframe", "image", "empty"})
    void whatAnotherPageEmbedsDoesNotEnter(String destination) throws Exception {
        String ticket = ticket(logIn("boss")).path("ticket").asText();

        HttpResponse<String> answer =
                send(at(viewer, "/enter?ticket=" + ticket + "&study=" + STUDY).header("Sec-Fetch-Dest", destination));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.2.3%0d%0aSet-Cookie:%20a=b", "//evil.example", "1.2&StudyInstanceUIDs=3", "%3Cscript%3E"})
    void whatIsNoUidLeadsNowhere(String study) throws Exception {
        String ticket = ticket(logIn("boss")).path("ticket").asText();

        HttpResponse<String> answer = send(at(viewer, "/enter?ticket=" + ticket + "&study=" + study));

        assertThat(answer.headers().firstValue("Location").orElse("/viewer?StudyInstanceUIDs=1.2"))
                .isEqualTo("/viewer?StudyInstanceUIDs=1.2");
        assertThat(answer.headers().firstValue("a")).isEmpty();
        assertThat(answer.body()).doesNotContain("<script>");
    }

    @Test
    void theViewersCookieOpensNothingInThePortalAndThePortalsNothingInTheViewer() throws Exception {
        Browser boss = logIn("boss");
        String cookie = entered(boss);
        String token = cookie.substring(cookie.indexOf('=') + 1);
        String portals = boss.cookie().substring(boss.cookie().indexOf('=') + 1);

        for (String stolen : List.of(cookie, "xdsi-session=" + token)) {
            assertThat(send(at(portal, "/api/secret").header("Cookie", stolen)).statusCode())
                    .isEqualTo(401);
        }
        assertThat(send(at(portal, "/api/secret").header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(401);
        assertThat(imagesFor(boss.cookie())).isEqualTo(401);
        assertThat(imagesFor("xdsi-viewer=" + portals)).isEqualTo(401);
        assertThat(send(at(viewer, IMAGES).header("Authorization", "Bearer " + portals))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(at(viewer, IMAGES)).statusCode()).isEqualTo(401);
        assertThat(imagesFor(cookie)).isEqualTo(200);
    }

    @Test
    void theViewersCookieEndsWithTheSession() throws Exception {
        Browser boss = logIn("boss");
        String cookie = entered(boss);
        logOut(boss);

        assertThat(imagesFor(cookie)).isEqualTo(401);
    }

    @Test
    void theViewersCookieEndsWhenLaterLogInsPushTheSessionOut() throws Exception {
        String cookie = entered(logIn("boss"));
        logIn("boss");
        assertThat(imagesFor(cookie)).isEqualTo(200);

        logIn("boss");
        logIn("boss");

        assertThat(imagesFor(cookie)).isEqualTo(401);
    }

    @Test
    void whoLooksAtImagesIsNotIdleAndWhoDoesNothingIs() throws Exception {
        Browser boss = logIn("boss");
        String cookie = entered(boss);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(29)));
        assertThat(imagesFor(cookie)).isEqualTo(200);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(29)));
        assertThat(send(at(portal, "/api/secret").header("Cookie", boss.cookie()))
                        .statusCode())
                .isEqualTo(200);

        now.updateAndGet(time -> time.plus(Duration.ofMinutes(30)));

        assertThat(imagesFor(cookie)).isEqualTo(401);
    }

    @Test
    void aSessionHasOneTokenOfTheViewer() throws Exception {
        Browser boss = logIn("boss");
        String first = entered(boss);
        String second = entered(boss);

        assertThat(imagesFor(first)).isEqualTo(401);
        assertThat(imagesFor(second)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void theViewerOnlyReads(String method) throws Exception {
        String cookie = entered(logIn("boss"));

        for (String path : List.of(IMAGES, "/viewer", "/enter", "/ended")) {
            assertThat(send(at(viewer, path).header("Cookie", cookie).method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(path)
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/viewer?StudyInstanceUIDs=1.2", "/app-config.js", "/enter", "/ended", "/", "/nothing", IMAGES})
    void everyAnswerForbidsOtherHosts(String path) throws Exception {
        String policy = send(at(viewer, path))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElseThrow();

        assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'");
        assertThat(policy).doesNotContain("*", "http:", "https:");
        if (!path.endsWith(".js")) {
            assertThat(policy).as("only workers make functions of texts").doesNotContain("'unsafe-eval'");
        }
        assertThat(policy.replaceAll("style-src[^;]*", "")).doesNotContain("'unsafe-inline'");
    }

    @Test
    void thePageNamesOnlyFilesThatAreThereAndHasNoScriptInIt() throws Exception {
        HttpResponse<String> page = send(at(viewer, "/viewer?StudyInstanceUIDs=" + STUDY));

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)");
        Matcher named = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        List<String> files = named.results().map(result -> result.group(1)).toList();
        assertThat(files).hasSizeGreaterThan(3).contains("/app-config.js");
        for (String file : files) {
            assertThat(send(at(viewer, file)).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(send(at(viewer, "/app-config.js")).body()).doesNotContain("http:", "https:");
    }

    @Test
    void filesTravelCompressedWhereTheClientTakesThat() throws Exception {
        HttpResponse<byte[]> packed = http.send(
                at(viewer, "/app.bundle.css")
                        .header("Accept-Encoding", "br, gzip;q=0.8")
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<String> unpacked = send(at(viewer, "/app.bundle.css"));
        HttpResponse<String> unwanted = send(at(viewer, "/app.bundle.css").header("Accept-Encoding", "gzip;q=0"));

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(unpacked.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(unwanted.body()).isEqualTo(unpacked.body()).contains("{");
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(unpacked.body());
        }
        assertThat(unpacked.headers().firstValue("ETag"))
                .isNotEqualTo(packed.headers().firstValue("ETag"));
    }

    @Test
    void whatChangesIsAskedForAgainAndSentOnlyWhenItChanged() throws Exception {
        HttpResponse<String> first = send(at(viewer, "/app-config.js"));
        String etag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = send(at(viewer, "/app-config.js").header("If-None-Match", etag));
        Matcher bundle = Pattern.compile("/app\\.bundle\\.[0-9a-f]{16}\\.js")
                .matcher(send(at(viewer, "/viewer")).body());
        assertThat(bundle.find()).isTrue();
        HttpResponse<String> hashed = send(at(viewer, bundle.group()));

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(hashed.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Viewer.class",
                "/../Viewer.class",
                "/%2e%2e/Viewer.class",
                "/assets/..%2fapp-config.js",
                "/app-config.js.gz",
                "/LICENSE",
                "/sw.js",
                "/init-service-worker.js",
                "/api/session",
                "/health"
            })
    void nothingElseIsThere(String path) throws Exception {
        assertThat(send(at(viewer, path)).statusCode()).isIn(400, 404);
    }

    @Test
    void theRootLeadsToThePortalAndAnEndedSessionIsToldSo() throws Exception {
        HttpResponse<String> root = send(at(viewer, "/"));

        assertThat(root.statusCode()).isEqualTo(303);
        assertThat(root.headers().firstValue("Location")).hasValue("http://127.0.0.1:" + portal.port("port") + "/");
        assertThat(send(at(viewer, "/ended")).body()).contains("Your session has ended", "href=\"/\"");
        assertThat(Viewer.problem()).isEmpty();
    }
}
