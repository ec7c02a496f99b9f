package dev.xdsi.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.xdsi.model.PatientId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway that does not end its answers: whoever asks it goes on, and ends. */
@Timeout(60)
class GatewayClientTest {
    private static final PatientId PATIENT =
            PatientId.parse("P1^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO").orElseThrow();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger logIns = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/token", exchange -> {
            answer(exchange, 200, "{\"token\":\"log-in-" + logIns.incrementAndGet() + "\"}");
            exchange.close();
        });
        server.createContext("/api/once", exchange -> {
            boolean first =
                    "Bearer log-in-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "{\"first\":" + first + "}");
            exchange.close();
        });
        server.createContext("/api/ended", exchange -> {
            if ("Bearer log-in-1".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                answerWithoutEnd(exchange, 401);
            }
            answer(exchange, 200, "{\"again\":true}");
            exchange.close();
        });
        server.createContext("/api/studies/", exchange -> answerWithoutEnd(exchange, 200));
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void answerWithoutEnd(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write("{".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            ended.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private GatewayClient client() {
        String url = "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
        return new GatewayClient(url, url, () -> new Credentials("somebody", "secret"));
    }

    @Test
    void whatAnswersThatTheLogInHasEndedIsNotWaitedFor() throws Exception {
        try (GatewayClient client = client()) {
            assertThat(client.get("/api/once", Map.of()).path("first").asBoolean())
                    .isTrue();

            assertThat(client.get("/api/ended", Map.of()).path("again").asBoolean())
                    .isTrue();
            assertThat(logIns).hasValue(2);
        }
    }

    @Test
    void anAnswerThatNobodyReadsKeepsNobody() throws Exception {
        InputStream zip;
        try (GatewayClient client = client()) {
            zip = client.instances("1.2.3", PATIENT, "wado-rs");
        }
        zip.close();
    }
}
