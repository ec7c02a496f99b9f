package dev.xdsi.soap.server;

import static dev.xdsi.soap.server.HeldService.answer;
import static dev.xdsi.soap.server.HeldService.taken;
import static dev.xdsi.soap.server.SizedMessages.BOUNDARY;
import static dev.xdsi.soap.server.SizedMessages.MULTIPART;
import static dev.xdsi.soap.server.SizedMessages.parts;
import static dev.xdsi.soap.server.SizedMessages.question;
import static dev.xdsi.soap.server.SizedMessages.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.ClientLimits;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One endpoint and two clients, of whom one has limits of his own: what he may not, the other may, and who has no certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientLimitsTest {
    private static final HttpLimits.Endpoint USUAL = new HttpLimits.Endpoint(100, 100, 32 * 1024, Duration.ofHours(1));

    @TempDir
    static Path folder;

    private final AtomicInteger lookUps = new AtomicInteger();
    private final HeldService service = new HeldService();
    private HttpServer server;
    private SocketFactory limited;
    private SocketFactory other;

    @BeforeAll
    void listen() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        limited = new NodeTls(authority.node("limited")).context().getSocketFactory();
        other = new NodeTls(authority.node("other")).context().getSocketFactory();
        Map<String, HttpLimits.Endpoint> ofAll = Map.of("/service", USUAL, "/few", USUAL, "/timed", USUAL);
        Map<String, HttpLimits.Endpoint> his = Map.of(
                "/service", new HttpLimits.Endpoint(100, 100, 700, Duration.ofHours(1)),
                "/few", new HttpLimits.Endpoint(100, 1, 32 * 1024, Duration.ofHours(1)),
                "/timed", new HttpLimits.Endpoint(100, 100, 32 * 1024, Duration.ofMillis(200)));
        server = HttpServer.start(
                "limits",
                HttpSite.empty()
                        .with(
                                "/service",
                                endpoint(client -> isLimited(client)
                                        ? new SoapLimits(2, 3_000, 6_000, 9_000, 1_000, 5_000)
                                        : new SoapLimits(4, 25_000, 30_000, 20_000, 1_000, 15_000)))
                        .with("/few", endpoint(ClientLimits.alike(SoapLimits.DEFAULT)))
                        .with("/timed", endpoint(ClientLimits.alike(SoapLimits.DEFAULT))),
                List.of(
                        new HttpListener.MutualTls(
                                "127.0.0.1",
                                0,
                                "tls",
                                new NodeTls(authority.node("gateway")),
                                HttpListener.Refusals.UNHEARD),
                        new HttpListener.Plain("127.0.0.1", 0, "plain")),
                HttpLimits.DEFAULT.with(client -> {
                    lookUps.incrementAndGet();
                    return isLimited(client) ? his : ofAll;
                }));
    }

    private static boolean isLimited(@Nullable X509Certificate client) {
        return client != null && client.getSubjectX500Principal().getName().contains("CN=limited");
    }

    private SoapEndpoint endpoint(ClientLimits<SoapLimits> limits) {
        return service.publish(new SoapSettings(SoapLimits.DEFAULT, folder, UUID::randomUUID).withLimits(limits));
    }

    @AfterAll
    void stop() {
        service.release();
        server.close();
    }

    private Wire limited(String path) {
        return new Wire(server.port("tls"), path, limited);
    }

    private List<Wire> others(String path) {
        return List.of(new Wire(server.port("tls"), path, other), new Wire(server.port("plain"), path));
    }

    private static void refused(String answer, String why) {
        assertThat(answer).startsWith("HTTP/1.1 500").contains(":Sender", why);
    }

    private void onlyOthersMay(String contentType, String message, String why) throws IOException {
        refused(limited("/service").post(contentType, message), why);
        for (Wire wire : others("/service")) {
            taken(wire.post(contentType, message));
        }
    }

    @Test
    void sizes() throws IOException {
        taken(limited("/service").post(Wire.SOAP_12, question(5_000)));
        onlyOthersMay(Wire.SOAP_12, question(5_001), "larger than 5000 bytes");
        // An envelope is a message too, also where envelopes may be larger.
        taken(limited("/service").post(Wire.SOAP_12, submission(6_000)));
        onlyOthersMay(Wire.SOAP_12, submission(6_001), "larger than 6000 bytes");
        taken(limited("/service").post(MULTIPART, parts(question(2_500), "", 5_000)));
        onlyOthersMay(MULTIPART, parts(question(2_500), "", 5_001), "larger than 5000 bytes");
        taken(limited("/service").post(MULTIPART, parts(submission(2_900), "", 6_000)));
        onlyOthersMay(MULTIPART, parts(submission(2_900), "", 6_001), "larger than 6000 bytes");
    }

    @Test
    void numberAndSizeOfParts() throws IOException {
        String part = "--" + BOUNDARY + "\r\n\r\nx\r\n";
        taken(limited("/service").post(MULTIPART, parts(question(1_000), "", 2_000)));
        onlyOthersMay(MULTIPART, parts(question(1_000), part, 2_000), "more than 2 parts");
        onlyOthersMay(MULTIPART, parts(question(1_000), "", 4_900), "attachment is larger than 3000");
    }

    @Test
    void sizeOfHeaders() throws IOException {
        String request = "OPTIONS /service HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: %s\r\n\r\n";
        assertThat(limited("/service").send(request.formatted(""))).startsWith("HTTP/1.1 405");
        assertThat(limited("/service").send(request.formatted("a".repeat(1_000))))
                .startsWith("HTTP/1.1 431");
        for (Wire wire : others("/service")) {
            assertThat(wire.send(request.formatted("a".repeat(1_000)))).startsWith("HTTP/1.1 405");
        }
    }

    @Test
    void requestsAtOneTime() throws Exception {
        List<CompletableFuture<String>> held = new ArrayList<>();
        try {
            for (Wire wire : List.of(
                    limited("/few"), others("/few").getFirst(), others("/few").getLast())) {
                held.add(service.held(wire));
            }
            assertThat(answer(limited("/few"))).startsWith("HTTP/1.1 503");
            for (Wire wire : others("/few")) {
                taken(answer(wire));
            }
        } finally {
            service.release();
        }
        for (CompletableFuture<String> answer : held) {
            taken(answer.get(20, TimeUnit.SECONDS));
        }
    }

    /** So that they do not change while it is under way. */
    @Test
    void limitsAreLookedUpOnceForARequest() throws IOException {
        int before = lookUps.get();
        taken(answer(limited("/service")));
        assertThat(lookUps).hasValue(before + 1);
    }

    /** The other has waited longer than this one may when he goes on. */
    @Test
    void timeUntilWhole() throws Exception {
        try (Socket patient = begun(other, 1_000);
                Socket hasty = begun(limited, 100_000)) {
            assertThat(Trickle.until(hasty, " ")).doesNotContain("HTTP/1.1 200");

            byte[] question = question(1_000).getBytes(StandardCharsets.US_ASCII);
            patient.getOutputStream().write(question, 1, 500);
            patient.getOutputStream().write(question, 501, 499);
            taken(new String(patient.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A request whose body has begun. */
    private Socket begun(SocketFactory sockets, int length) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port("tls"));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /timed HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + Wire.SOAP_12
                                + "\r\nContent-Length: " + length + "\r\n\r\n<")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
