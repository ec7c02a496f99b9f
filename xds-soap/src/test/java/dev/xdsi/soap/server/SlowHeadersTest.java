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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** M23, M27: headers and handshakes that come, but do not end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowHeadersTest {
    /** A handshake message of 64 KB, of which more and more comes. */
    private static final String HELLO =
            "\u0016\u0003\u0001?\u00ff\u0001\u0000\u00ff\u00ff\u0003\u0003" + "\u0001".repeat(8_000);

    @TempDir
    static Path folder;

    private HttpServer plain;
    private HttpServer secure;
    private SocketFactory partner;

    @BeforeAll
    void listen() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        partner = new NodeTls(authority.node("partner")).context().getSocketFactory();
        plain = listen(new HttpListener.Plain("127.0.0.1", 0, "port"), Duration.ofMillis(300));
        // A first handshake takes its time.
        secure = listen(
                new HttpListener.MutualTls("127.0.0.1", 0, "port", tls, HttpListener.Refusals.UNHEARD),
                Duration.ofSeconds(3));
    }

    private static HttpServer listen(HttpListener listener, Duration headers) {
        HttpLimits.Pace usual = HttpLimits.Pace.DEFAULT;
        return HttpServer.start(
                "slow",
                HttpSite.empty(),
                List.of(listener),
                HttpLimits.DEFAULT.with(new HttpLimits.Pace(
                        usual.bytesInSecond(), usual.answerBytesInSecond(), usual.grace(), headers)));
    }

    @AfterAll
    void stop() {
        plain.close();
        secure.close();
    }

    private static Socket connect(SocketFactory sockets, HttpServer server) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port("port"));
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void m23HeadersThatGoOnAreNotWaitedFor() throws Exception {
        try (Socket kept = connect(SocketFactory.getDefault(), plain);
                Socket slow = connect(SocketFactory.getDefault(), plain)) {
            assertServed(kept);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n".getBytes(StandardCharsets.US_ASCII));

            Trickle.until(slow, "X: a\r\n");

            // One that is merely kept for the next request is still there, and so is its next request.
            assertServed(kept);
        }
    }

    @Test
    void m23M27NorAreTheyOverTlsNorAHandshake() throws Exception {
        try (Socket kept = connect(partner, secure);
                Socket slow = connect(partner, secure);
                Socket shaking = connect(SocketFactory.getDefault(), secure)) {
            assertServed(kept);
            assertServed(slow);
            FutureTask<String> handshake = new FutureTask<>(() -> Trickle.until(shaking, HELLO));
            Thread.ofVirtual().start(handshake);

            Trickle.until(slow, "GET /");
            handshake.get();

            assertServed(kept);
        }
    }

    @Test
    void theWatchGoesOnWhateverItMeets() throws Exception {
        Semaphore looks = new Semaphore(0);
        Server server = new Server();
        try (ServerConnector connector = new ServerConnector(server) {
            @Override
            public Collection<EndPoint> getConnectedEndPoints() {
                looks.release();
                throw new IllegalStateException("one of them is just going");
            }
        }) {
            SlowHeaders watch = new SlowHeaders(connector, Duration.ofMillis(40));
            connector.getScheduler().start();
            watch.start();
            try {
                assertThat(looks.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
            } finally {
                watch.stop();
                connector.getScheduler().stop();
            }
        }
    }

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
