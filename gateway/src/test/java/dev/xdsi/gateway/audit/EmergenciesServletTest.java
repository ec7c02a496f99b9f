package dev.xdsi.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.audit.repository.AuditRecordRepository;
import dev.xdsi.audit.repository.InMemoryAuditRecordStore;
import dev.xdsi.audit.repository.ReceiverLimits;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.audit.syslog.SyslogTarget;
import dev.xdsi.model.Code;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.transaction.Caller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An emergency from the alert that it raises, over syslog and the Audit Record Repository, to whoever reviews it. */
class EmergenciesServletTest {
    private static final PatientId MARY = new PatientId("MARY", new Oid("1.2.3"));

    private static Caller doctor(String reason) {
        return new Caller(
                new Caller.Node("192.0.2.7", Caller.ANONYMOUS, null),
                new Caller.User(
                        new Caller.Identity("ada", "https://idp", "Dr. Ada", null),
                        Caller.Affiliation.UNKNOWN,
                        new Caller.Intent(
                                List.of(Code.of("EMERGENCY", "1.9", "Emergency")),
                                reason,
                                null,
                                List.of(),
                                List.of())));
    }

    @Test
    void listsWhoOverrodeWhoseConsentWhenAndWhy() throws Exception {
        InMemoryAuditRecordStore store = new InMemoryAuditRecordStore();
        InMemoryAuditSpool spool = new InMemoryAuditSpool(1 << 20);
        AuditTrail trail = new AuditTrail(
                spool,
                new AuditContext(
                        new AuditSource("site", "xdsi", AuditSource.Type.APPLICATION_SERVER), "1", "localhost"),
                Clock.systemUTC(),
                60_000);
        try (AuditRecordRepository repository =
                new AuditRecordRepository(store, Clock.systemUTC(), ReceiverLimits.DEFAULT)) {
            InetSocketAddress address =
                    repository.listenUdp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            trail.record(SystemEvents.applicationStart(trail.context()));
            trail.record(SystemEvents.emergencyOverride(trail.context(), doctor("unconscious"), "ITI-43", MARY));
            try (AuditSender sender = new AuditSender(
                    spool,
                    new SyslogTarget.Udp("127.0.0.1", address.getPort()),
                    AuditSender.Schedule.DEFAULT,
                    Clock.systemUTC())) {
                sender.start();
                assertThat(sender.flush(Duration.ofSeconds(30))).isTrue();
                while (store.newest(10).size() < 2) {
                    Thread.onSpinWait();
                }
            }
        }
        EmergenciesServlet servlet = new EmergenciesServlet(store, trail, request -> doctor("a review"));
        JsonNode answer = get(servlet, "");

        assertThat(answer.path("emergencies")).hasSize(1);
        JsonNode emergency = answer.path("emergencies").get(0);
        assertThat(emergency.path("user").asText()).isEqualTo("<ada@https://idp>");
        assertThat(emergency.path("name").asText()).isEqualTo("Dr. Ada");
        assertThat(emergency.path("patient").asText()).isEqualTo(MARY.cx());
        assertThat(emergency.path("reason").asText()).isEqualTo("unconscious");
        assertThat(emergency.path("transaction").asText()).isEqualTo("ITI-43");
        assertThat(emergency.path("purposesOfUse").get(0).asText()).isEqualTo("EMERGENCY");
        assertThat(spool.read(0, 10))
                .as("the look into the list is recorded too, with who looked")
                .singleElement()
                .satisfies(one -> assertThat(new String(one.message(), StandardCharsets.UTF_8))
                        .contains("110101", "ada@https://idp"));
        assertThat(get(servlet, "?limit=many").has("error")).isTrue();
    }

    private static JsonNode get(EmergenciesServlet servlet, String query) throws Exception {
        try (HttpServer server = HttpServer.start(
                        "test",
                        HttpSite.empty().with("/emergencies", servlet),
                        List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                        HttpLimits.DEFAULT);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.port("port") + "/emergencies" + query))
                            .build(),
                    BodyHandlers.ofString());
            return new ObjectMapper().readTree(response.body());
        }
    }
}
