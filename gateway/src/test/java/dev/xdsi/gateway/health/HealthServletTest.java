package dev.xdsi.gateway.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a load balancer is told. */
class HealthServletTest {
    private final Health health = new Health(Clock.systemUTC());

    private String get(int status) throws Exception {
        try (HttpServer server = HttpServer.start(
                        "health",
                        HttpSite.empty().with("/health", new HealthServlet(health)),
                        List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                        HttpLimits.DEFAULT);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port("port") + "/health"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            return answer.body();
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void whatNeedsAttentionSendsNobodyElsewhere() throws Exception {
        health.add("registry", Optional::empty);
        health.add("certificate", () -> Optional.of(Problem.needsAttention("ends in 6 days")));

        assertThat(json(get(200))).isEqualTo(json("""
                {"status": "up", "attention": ["certificate"], "actors": {
                  "certificate": {"status": "up", "attention": "ends in 6 days"},
                  "registry": {"status": "up"}}}
                """));
    }

    @Test
    void whatCannotWorkSendsEverybodyElsewhere() throws Exception {
        health.add("registry", Optional::empty);
        health.add("certificate", () -> Optional.of(Problem.cannotWork("ended")));

        assertThat(json(get(503))).isEqualTo(json("""
                {"status": "down", "attention": [], "actors": {
                  "certificate": {"status": "down", "problem": "ended"},
                  "registry": {"status": "up"}}}
                """));
    }
}
