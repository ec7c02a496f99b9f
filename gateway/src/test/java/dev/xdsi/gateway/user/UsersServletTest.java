package dev.xdsi.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.XAssertionProvider;
import dev.xdsi.assertion.issue.IssuePolicy;
import dev.xdsi.assertion.saml.SigningKey;
import dev.xdsi.assertion.user.Argon2id;
import dev.xdsi.assertion.user.InMemoryUserStore;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.assertion.user.LockOut;
import dev.xdsi.assertion.user.UserStore;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators do to users, over HTTP, with an audit trail that takes records or does not. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class UsersServletTest {
    private static final String PASSWORD = "{\"password\": \"correct horse battery\"}";
    private static final URI PORTAL = URI.create("http://127.0.0.1/portal");

    private final UserStore users = new InMemoryUserStore();
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;
    private String token;

    @TempDir
    Path folder;

    /** Lets everybody in as an administrator. */
    private static final class Administrators implements LogIn {
        @Override
        public Result byPassword(String userId, String password, Caller.Node from) {
            return new Proven(
                    new Caller.User(
                            new Caller.Identity(userId, "https://idp", userId, null),
                            Caller.Affiliation.UNKNOWN,
                            new Caller.Intent(List.of(), null, null, List.of(), List.of())),
                    null,
                    Instant.now(),
                    Instant.now().plus(Duration.ofHours(1)),
                    new Rights(List.of(), false, true));
        }

        @Override
        public Result again(Proven user, Caller.Node from) {
            return user;
        }

        @Override
        public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
            return new Refused("No.");
        }

        @Override
        public void loggedOut(Proven user, Caller.Node from) {}

        @Override
        public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {}
    }

    @BeforeEach
    void start() throws Exception {
        SecureRandom random = new SecureRandom();
        NodeIdentity signer = new DemoCertificates(folder, Clock.systemUTC(), random).signer("provider");
        AuditTrail audit = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                Clock.systemUTC(),
                60_000);
        XAssertionProvider provider = new XAssertionProvider(
                new XAssertionProvider.Configuration(
                        URI.create("https://provider.example/sts"),
                        new SigningKey(signer.key(), signer.certificate()),
                        new IssuePolicy(
                                "https://idp",
                                "urn:oid:1.2.3",
                                new IssuePolicy.Audiences(List.of("urn:oid:1.2.3"), Set.of()),
                                Duration.ofMinutes(15),
                                Set.of()),
                        LockOut.DEFAULT,
                        new Argon2id.Cost(64, 1, 1)),
                users,
                audit,
                new XAssertionProvider.Surroundings(Clock.systemUTC(), UUID::randomUUID, random));
        PortalDoor door = new PortalDoor(
                new Administrators(),
                new PortalDoor.Configuration(SessionLimits.DEFAULT, false),
                new PortalDoor.Surroundings(Clock.systemUTC(), random, UUID::randomUUID));
        HttpSite site = HttpSite.empty()
                .with(
                        "/api/users/*",
                        door.forAdministrators(
                                new UsersServlet(provider, audit, PORTAL, Clock.systemUTC(), door::endOthers)));
        for (var servlet : door.servlets().entrySet()) {
            site = site.with(servlet.getKey(), servlet.getValue());
        }
        server = HttpServer.start(
                "portal", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
        users.add(
                new LocalUser(
                        "mary",
                        new LocalUser.Person("Mary", null, null, null),
                        List.of(),
                        new LocalUser.Rights(List.of(), false, false),
                        true),
                provider.argon2id().hash("her old password"));
        token = post("/api/token", "{\"user\": \"boss\", \"password\": \"any\"}")
                .body()
                .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        http.shutdownNow();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port("port") + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return http.send(
                (path.equals("/api/token") ? request : request.header("Authorization", "Bearer " + token)).build(),
                BodyHandlers.ofString());
    }

    private static String carl() {
        return "{\"id\": \"carl\", \"name\": \"Carl\", \"password\": \"correct horse battery\"}";
    }

    private boolean maryIsEnabled() {
        return users.find("mary").orElseThrow().user().enabled();
    }

    private List<String> records() {
        return spool.read(0, 100).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void eachChangeIsRecordedOnceAndWhatChangesNothingIsNot() throws Exception {
        assertThat(post("/api/users/mary/disable", "{}").statusCode()).isEqualTo(200);
        assertThat(maryIsEnabled()).isFalse();
        assertThat(post("/api/users", carl()).statusCode()).isEqualTo(201);
        assertThat(records()).hasSize(2).allMatch(text -> text.contains("110137") && text.contains("boss@"));
        assertThat(records().getFirst()).contains("mary", "EventOutcomeIndicator=\"0\"");
        assertThat(post("/api/users", carl()).statusCode()).isEqualTo(409);
        assertThat(post("/api/users/nobody/disable", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/api/users/mary/password", "{\"password\": \"short\"}").statusCode())
                .isEqualTo(400);
        assertThat(records()).hasSize(2);
    }

    @Test
    void whatCannotBeRecordedIsNotDone() throws Exception {
        spool.append(new byte[(1 << 20) - 100]);
        var before = users.attempt("mary", Instant.EPOCH, LockOut.DEFAULT).orElseThrow();
        for (String how : List.of("disable", "password", "unlock", "enable")) {
            HttpResponse<String> answer = post("/api/users/mary/" + how, PASSWORD);
            assertThat(answer.statusCode()).as(how).isEqualTo(503);
            assertThat(answer.body()).contains("nothing is changed");
        }
        assertThat(post("/api/users", carl()).statusCode()).isEqualTo(503);
        assertThat(users.find("carl")).isEmpty();
        assertThat(maryIsEnabled()).isTrue();
        assertThat(users.attempt("mary", Instant.EPOCH, LockOut.DEFAULT)
                        .orElseThrow()
                        .password())
                .isEqualTo(before.password());
    }
}
