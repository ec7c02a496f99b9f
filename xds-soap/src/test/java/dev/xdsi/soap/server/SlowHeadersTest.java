package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M23, M27: headers and handshakes that come, but do not end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowHeadersTest {
    /** A handshake message of 64 KB, of which more and more comes. */
    private static final String HELLO =
            "\u0016\u0003\u0001?\u00ff\u0001\u0000\u00ff\u00ff\u0003\u0003" + "\u0001".repeat(8_000);

    @TempDir
    static Path folder;

    private HttpServer server;
    private SocketFactory partner;

    @BeforeAll
    void listen() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        partner = new NodeTls(authority.node("partner")).context().getSocketFactory();
        HttpLimits usual = HttpLimits.DEFAULT;
        server = HttpServer.start(
                "slow",
                HttpSite.empty(),
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD)),
                usual.with(new HttpLimits.Pace(
                        usual.pace().bytesInSecond(), usual.pace().grace(), Duration.ofMillis(300))));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Socket connect(SocketFactory sockets, String port) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port(port));
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void m23HeadersThatGoOnAreNotWaitedFor() throws Exception {
        try (Socket kept = connect(SocketFactory.getDefault(), "plain");
                Socket slow = connect(SocketFactory.getDefault(), "plain")) {
            assertServed(kept);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII));

            Trickle.until(slow, "X: a\r\n");

            // One that is merely kept for the next request is still there, and so is its next request.
            assertServed(kept);
        }
    }

    @Test
    void m23NorOverTls() throws Exception {
        try (Socket kept = connect(partner, "tls");
                Socket slow = connect(partner, "tls")) {
            assertServed(kept);
            assertServed(slow);

            Trickle.until(slow, "GET /");

            assertServed(kept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HELLO_BEGUN, "\u0016"})
    void m27HandshakesThatGoOnAreNotWaitedFor(String begun) throws Exception {
        try (Socket slow = connect(SocketFactory.getDefault(), "tls")) {
            slow.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
            Trickle.until(slow, HELLO.substring(begun.length()));
        }
    }

    private static final String HELLO_BEGUN = "\u0016\u0003\u0001?\u00ff";

    private static void assertServed(Socket socket) throws IOException {
        socket.getOutputStream().write("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("404 Not Found\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("after %s", answer).isNotNegative();
            answer.append((char) next);
        }
    }
}
