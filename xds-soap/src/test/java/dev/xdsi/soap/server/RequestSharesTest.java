package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whoever fills his share is told to come again, and nobody else notices. */
@Tag("integration")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestSharesTest {
    private static final int OF_CLIENT = 3;
    private static final int OF_ENDPOINT = 5;
    private static final int CONNECTIONS = 40;

    @TempDir
    static Path folder;

    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private HttpServer server;
    private SocketFactory first;
    private SocketFactory second;

    @BeforeAll
    void listen() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        first = new NodeTls(authority.node("first")).context().getSocketFactory();
        second = new NodeTls(authority.node("second")).context().getSocketFactory();
        HttpLimits limits = new HttpLimits(8_192, 1_000, Duration.ofSeconds(30), Duration.ofSeconds(5))
                .with(new HttpLimits.Shares(OF_ENDPOINT, OF_CLIENT, CONNECTIONS))
                .with(new HttpLimits.Pace(1_000_000, 1, Duration.ofMillis(50), Duration.ofSeconds(30)));
        server = HttpServer.start(
                "test",
                HttpSite.empty()
                        .with("/held/*", new Held())
                        .with("/other", new Held())
                        .with("/body", new Body()),
                List.of(
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD),
                        new HttpListener.Plain("127.0.0.1", 0, "plain")),
                limits);
    }

    @AfterAll
    void stop() {
        released.release(1_000);
        server.close();
    }

    @Test
    void aClientThatFillsItsShareBlocksNobodyElse() throws Exception {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < OF_CLIENT; i++) {
                held.add(asked(first, "/held/" + i));
                arrived.acquire();
            }
            assertBusy(answer(asked(first, "/held/more")));
            // Another endpoint, another client by its certificate, and one by its address.
            held.add(asked(first, "/other"));
            held.add(asked(second, "/held/0"));
            held.add(asked(second, "/held/0"));
            assertThat(arrived.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();

            // Now the endpoint itself has as many as it bears, for anybody.
            assertBusy(answer(asked(second, "/held/0")));
            assertBusy(answer(plain("GET /held/0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")));
        } finally {
            released.release(held.size());
        }
        for (Socket socket : held) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
        again();
    }

    /** What was held is free again, as soon as the server has noticed that its answers are out. */
    private void again() throws Exception {
        String answer = "";
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                !answer.startsWith("HTTP/1.1 200") && System.nanoTime() < end; ) {
            released.release();
            answer = answer(asked(first, "/held/again"));
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
        arrived.drainPermits();
        released.drainPermits();
    }

    private static void assertBusy(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .containsPattern("(?i)Retry-After: \\d+")
                .endsWith("503 Service Unavailable\n");
    }

    @Test
    void anAddressHasNoMoreConnectionsThanItsShare() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            int closed = 0;
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                Socket socket = from(9);
                socket.setSoTimeout(20_000);
                open.add(socket);
            }
            for (Socket socket : open) {
                closed += isAnswered(socket) ? 0 : 1;
            }
            assertThat(closed).isEqualTo(CONNECTIONS);
            // And one from elsewhere.
            Socket other = from(10);
            open.add(other);
            other.setSoTimeout(20_000);
            assertThat(isAnswered(other)).isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressMayComeAgainAsOftenAsItLikes() throws Exception {
        for (int i = 0; i < 5 * CONNECTIONS; i++) {
            try (Socket socket = from(11)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write("OPTIONS /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .as("answer to connection %s", i)
                        .startsWith("HTTP/1.1 ");
            }
        }
    }

    private Socket from(int last) throws IOException {
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        return new Socket(InetAddress.getLoopbackAddress(), server.port("plain"), local, 0);
    }

    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream()
                    .write("OPTIONS /nowhere HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == 'H';
        } catch (IOException cut) {
            return false;
        }
    }

    @Test
    void m24ABodyThatTricklesIsNotWaitedFor() throws Exception {
        try (Socket socket = plain("POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")) {
            Thread trickling = Thread.ofVirtual().start(() -> trickle(socket));

            StringBuilder answer = new StringBuilder();
            // No further: the connection may be reset under who still sends.
            while (answer.indexOf("more slowly") < 0) {
                int next = socket.getInputStream().read();
                assertThat(next).as("after %s", answer).isNotNegative();
                answer.append((char) next);
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 400");
            socket.close();
            trickling.join();
        }
    }

    /** Until the connection is cut. */
    private static void trickle(Socket socket) {
        try {
            while (true) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                Thread.sleep(1);
            }
        } catch (IOException | InterruptedException cut) {
            assertThat(cut).isInstanceOf(IOException.class);
        }
    }

    private Socket asked(SocketFactory sockets, String path) throws IOException {
        Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port("tls"));
        return sent(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    private Socket plain(String request) throws IOException {
        return sent(new Socket(InetAddress.getLoopbackAddress(), server.port("plain")), request);
    }

    private static Socket sent(Socket socket, String request) throws IOException {
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Answers when it is told to. */
    private final class Held extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            arrived.release();
            released.acquireUninterruptibly();
        }
    }

    /** Says why a body did not come. */
    private static final class Body extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                request.getInputStream().readAllBytes();
            } catch (IOException slow) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setHeader("Connection", "close");
                response.getWriter().print(slow + " " + slow.getCause());
            }
        }
    }
}
