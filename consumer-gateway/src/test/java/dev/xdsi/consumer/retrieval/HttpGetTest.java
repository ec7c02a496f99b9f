package dev.xdsi.consumer.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.soap.client.AssertionSource;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
class HttpGetTest {
    private static final Caller ME = Caller.self("me");

    private final CountDownLatch testEnded = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpGet http =
            new HttpGet(Duration.ofSeconds(20), Duration.ofSeconds(60), null, AssertionSource.RECEIVED);
    private final HttpGet impatient =
            new HttpGet(Duration.ofSeconds(20), Duration.ofSeconds(3), null, AssertionSource.RECEIVED);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/plain", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(exchange.getRequestHeaders().getFirst("Accept").getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.createContext("/who", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(String.valueOf(exchange.getRequestHeaders().get("Authorization"))
                        .getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/plain");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            await(testEnded);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            await(testEnded);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        testEnded.countDown();
        http.close();
        impatient.close();
        server.stop(0);
        threads.close();
    }

    @Test
    void givesTypeAndBody() throws IOException {
        HttpGet.Answer answer = http.get(address("/plain"), "application/dicom", ME);

        try (var body = answer.body()) {
            assertThat(body.readAllBytes()).asString().isEqualTo("application/dicom");
        }
        assertThat(answer.contentType()).isEqualTo("text/plain");
    }

    @Test
    void whoComesWithAnAssertionIsAskedForWithIt() throws IOException {
        Caller user = new Caller(ME.node(), null, new Caller.Assertion("<a>\u00e9</a>"));

        try (var body = http.get(address("/who"), "*/*", user).body()) {
            assertThat(body.readAllBytes()).asString().isEqualTo("[Bearer PGE-w6k8L2E-]");
        }
        try (var body = http.get(address("/who"), "*/*", ME).body()) {
            assertThat(body.readAllBytes()).asString().isEqualTo("null");
        }
    }

    @Test
    void followsNoRedirection() {
        assertThatThrownBy(() -> http.get(address("/moved"), "*/*", ME))
                .isInstanceOf(PartnerException.class)
                .hasMessageContaining("302");
    }

    @Test
    void doesNotWaitForeverForAnAnswer() {
        assertThatThrownBy(() -> impatient.get(address("/silent"), "*/*", ME))
                .isInstanceOf(PartnerException.class)
                .hasMessageMatching("The imaging source at .* does not answer\\.");
    }

    @Test
    void doesNotWaitForeverForTheRestOfABody() throws IOException {
        try (var body = impatient.get(address("/stalls"), "*/*", ME).body()) {
            assertThat(body.readNBytes(10)).hasSize(10);
            assertThatThrownBy(body::read)
                    .isInstanceOf(RetrievalException.class)
                    .hasMessageContaining("stopped sending");
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
