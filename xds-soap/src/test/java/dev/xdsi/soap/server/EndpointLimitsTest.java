package dev.xdsi.soap.server;

import static dev.xdsi.soap.server.HeldService.answer;
import static dev.xdsi.soap.server.HeldService.taken;
import static dev.xdsi.soap.server.SizedMessages.BOUNDARY;
import static dev.xdsi.soap.server.SizedMessages.MULTIPART;
import static dev.xdsi.soap.server.SizedMessages.parts;
import static dev.xdsi.soap.server.SizedMessages.question;
import static dev.xdsi.soap.server.SizedMessages.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints of one server, each with limits of its own: what is as large as it may be is taken, and nothing that is a byte larger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointLimitsTest {
    @TempDir
    static Path folder;

    private final HeldService service = new HeldService();
    private HttpServer server;

    @BeforeAll
    void listen() {
        HttpSite site = HttpSite.empty()
                .with("/small", endpoint(new SoapLimits(2, 6_000, 8_000, 6_000, 1_000, 2_000)))
                .with("/large", endpoint(new SoapLimits(4, 25_000, 30_000, 20_000, 1_000, 5_000)))
                .with("/few", endpoint(SoapLimits.DEFAULT))
                .with("/hasty", endpoint(SoapLimits.DEFAULT));
        server = HttpServer.start(
                "limits",
                site,
                List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                HttpLimits.DEFAULT.with(Map.of(
                        "/small", new HttpLimits.Endpoint(100, 100, 700, Duration.ofHours(1)),
                        "/few", new HttpLimits.Endpoint(2, 1, 32 * 1024, Duration.ofHours(1)),
                        "/hasty", new HttpLimits.Endpoint(100, 100, 32 * 1024, Duration.ofMillis(200)))));
    }

    private SoapEndpoint endpoint(SoapLimits limits) {
        return service.publish(new SoapSettings(limits, folder, UUID::randomUUID));
    }

    @AfterAll
    void stop() {
        service.release();
        server.close();
    }

    private Wire at(String path) {
        return new Wire(server.port("port"), path);
    }

    private static void tooLarge(String answer, int limit) {
        assertThat(answer).startsWith("HTTP/1.1 500").contains(":Sender", "larger than " + limit + " bytes");
    }

    @ParameterizedTest
    @CsvSource({"/small, 2000", "/large, 5000"})
    void aQuestionIsSmall(String path, int limit) throws IOException {
        taken(at(path).post(Wire.SOAP_12, question(limit)));
        tooLarge(at(path).post(Wire.SOAP_12, question(limit + 1)), limit);
        taken(at(path).post(MULTIPART, parts(question(1_000), "", limit)));
        tooLarge(at(path).post(MULTIPART, parts(question(1_000), "", limit + 1)), limit);
    }

    @ParameterizedTest
    @CsvSource({"/small, 6000, 8000", "/large, 20000, 30000"})
    void aSubmissionIsAsLargeAsTheEndpointTakesIt(String path, int envelope, int message) throws IOException {
        taken(at(path).post(Wire.SOAP_12, submission(envelope)));
        tooLarge(at(path).post(Wire.SOAP_12, submission(envelope + 1)), envelope);
        String root = submission(envelope / 2);
        taken(at(path).post(MULTIPART, parts(root, "", message)));
        tooLarge(at(path).post(MULTIPART, parts(root, "", message + 1)), message);
    }

    /** The envelope's part is one of them. */
    @ParameterizedTest
    @CsvSource({"/small, 2", "/large, 4"})
    void partsAreCounted(String path, int limit) throws IOException {
        String part = "--" + BOUNDARY + "\r\n\r\nx\r\n";
        taken(at(path).post(MULTIPART, parts(question(1_000), part.repeat(limit - 2), 1_800)));
        assertThat(at(path).post(MULTIPART, parts(question(1_000), part.repeat(limit - 1), 1_900)))
                .startsWith("HTTP/1.1 500")
                .contains(":Sender", "parts");
    }

    @Test
    void headersAreAsLargeAsTheEndpointTakesThem() throws IOException {
        for (int more : List.of(0, 1_000)) {
            String request = "OPTIONS %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + "a".repeat(more)
                    + "\r\n\r\n";
            assertThat(at("").send(request.formatted("/large"))).startsWith("HTTP/1.1 405");
            assertThat(at("").send(request.formatted("/small")))
                    .startsWith(more == 0 ? "HTTP/1.1 405" : "HTTP/1.1 431");
        }
    }

    @Test
    void aClientHasItsShareOfTheEndpoint() throws Exception {
        CompletableFuture<String> held = service.held(at("/few"));
        try {
            assertThat(answer(at("/few"))).startsWith("HTTP/1.1 503");
            taken(answer(at("/large")));
        } finally {
            service.release();
        }
        taken(held.get(20, TimeUnit.SECONDS));
    }

    /** However well it comes meanwhile: a byte now and then is no pace that another endpoint would mind. */
    @Test
    void aMessageIsWholeInItsTime() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port("port"))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /hasty HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Wire.SOAP_12
                                    + "\r\nContent-Length: 100000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(Trickle.until(socket, " ")).doesNotContain("HTTP/1.1 200");
        }
    }
}
