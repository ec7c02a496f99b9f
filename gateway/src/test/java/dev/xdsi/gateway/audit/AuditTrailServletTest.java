package dev.xdsi.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.repository.InMemoryAuditRecordStore;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.consumer.portal.LogIn;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.SessionLimits;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody looks into the trail without leaving one. */
class AuditTrailServletTest {
    private final InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    /** Vouches for everybody. */
    private static final class Anybody implements LogIn {
        @Override
        public Result byPassword(String userId, String password, Caller.Node from) {
            return new Proven(
                    new Caller.User(
                            new Caller.Identity(userId, "https://idp", userId, null),
                            Caller.Affiliation.UNKNOWN,
                            Caller.Intent.NONE),
                    null,
                    Clock.systemUTC().instant(),
                    Instant.MAX,
                    new Rights(List.of(), false, true));
        }

        @Override
        public Result again(Proven user, Caller.Node from) {
            return user;
        }

        @Override
        public Result emergency(Proven user, PatientId patient, String reason, Caller.Node from) {
            return user;
        }

        @Override
        public void loggedOut(Proven user, Caller.Node from) {}

        @Override
        public void denied(Proven user, Caller.Node from, Asked asked, String sentence) {}
    }

    @BeforeEach
    void start() {
        AuditTrail trail = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                Clock.systemUTC(),
                60_000);
        PortalDoor door = new PortalDoor(
                new Anybody(),
                new PortalDoor.Configuration(SessionLimits.DEFAULT, false),
                new PortalDoor.Surroundings(Clock.systemUTC(), new SecureRandom(), UUID::randomUUID));
        HttpSite site = HttpSite.empty()
                .with(
                        "/api/audit",
                        door.forAdministrators(new AuditTrailServlet(new InMemoryAuditRecordStore(), trail)));
        for (Map.Entry<String, HttpServlet> servlet : door.servlets().entrySet()) {
            site = site.with(servlet.getKey(), servlet.getValue());
        }
        server = HttpServer.start(
                "test", site, List.of(new HttpListener.Plain("127.0.0.1", 0, "port")), HttpLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("port") + path));
    }

    private String logIn() throws Exception {
        String answer = http.send(
                        request("/api/token")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"user\": \"ada\", \"password\": \"x\"}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).path("token").asText();
    }

    /** How many looks are recorded after this one. */
    private int look(String token, String query) throws Exception {
        int status = http.send(
                        request("/api/audit" + query)
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(200);
        return spool.read(0, 100).size();
    }

    @Test
    void aLookIsRecordedWhereverItBeginsAndOnceForAsLongAsItGoesOn() throws Exception {
        String token = logIn();
        assertThat(look(token, "?after=-1")).isEqualTo(1);
        assertThat(look(token, "?after=0")).as("goes on where the answer ended").isEqualTo(1);
        assertThat(look(token, "?after=7")).as("begins elsewhere").isEqualTo(2);
        assertThat(look(token, "?after=7")).isEqualTo(2);
        assertThat(look(token, "")).isEqualTo(3);
    }

    @Test
    void whoBeginsWithTheOldestRecordIsRecordedToo() throws Exception {
        assertThat(look(logIn(), "?after=0")).isEqualTo(1);
    }
}
