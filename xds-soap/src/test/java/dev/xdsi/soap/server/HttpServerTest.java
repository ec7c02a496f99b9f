package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final BlockingQueue<Integer> REFUSALS = new LinkedBlockingQueue<>();
    private static final HttpSite SITE = HttpSite.empty()
            .with("/hello", new Hello())
            .with("/all/*", new Hello())
            .with("/fail", new Failing())
            .with("/refuse", new Refusing());

    @Test
    void oneSiteIsOfferedOnSeveralPorts() throws IOException {
        List<HttpListener> listeners = List.of(
                new HttpListener.Plain("127.0.0.1", 0, "first.port"),
                new HttpListener.Plain("127.0.0.1", 0, "second.port"));
        try (HttpServer server = HttpServer.start("test", SITE, listeners, HttpLimits.DEFAULT)) {
            for (String key : List.of("first.port", "second.port")) {
                Wire wire = new Wire(server.port(key), "/");
                assertThat(get(wire, "/hello")).contains("HTTP/1.1 200", "good day");
                assertThat(get(wire, "/all/a/b")).contains("HTTP/1.1 200");
                assertThat(get(wire, "/hello/a")).contains("HTTP/1.1 404");
            }
            assertThatIllegalArgumentException().isThrownBy(() -> server.port("third.port"));
        }
    }

    @Test
    void everyAnswerIsToldWithItsListener() throws Exception {
        List<HttpListener> listeners = List.of(
                new HttpListener.Plain("127.0.0.1", 0, "first.port"),
                new HttpListener.Plain("127.0.0.1", 0, "second.port"));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (HttpServer server = HttpServer.start(
                "test", SITE, listeners, HttpLimits.DEFAULT, (listener, status) -> told.add(listener + " " + status))) {
            get(new Wire(server.port("first.port"), "/"), "/hello");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("first.port 200");
            get(new Wire(server.port("second.port"), "/"), "/nowhere");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("second.port 404");
            get(new Wire(server.port("second.port"), "/"), "/fail");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("second.port 500");
        }
    }

    /** Where each request had a buffer of its own, a full collection ended them every thousand requests. */
    @Test
    void oneRequestReadsWithTheBufferOfAnother() throws IOException {
        List<HttpListener> listeners = List.of(new HttpListener.Plain("127.0.0.1", 0, "first.port"));
        try (HttpServer server = HttpServer.start("test", SITE, listeners, HttpLimits.DEFAULT)) {
            Wire wire = new Wire(server.port("first.port"), "/");
            get(wire, "/hello");
            long before = bytesOutsideOfTheHeap();
            for (int i = 0; i < 200; i++) {
                get(wire, "/hello");
            }
            assertThat(bytesOutsideOfTheHeap() - before).isLessThan(4 << 20);
        }
    }

    private static long bytesOutsideOfTheHeap() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getTotalCapacity)
                .sum();
    }

    @Test
    void aPortThatIsTakenSaysWhichAndWhatToChange() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int free = freePort();
            List<HttpListener> listeners = List.of(
                    new HttpListener.Plain("127.0.0.1", free, "free.port"),
                    new HttpListener.Plain("127.0.0.1", taken.getLocalPort(), "ihe.port"));
            assertThatThrownBy(() -> HttpServer.start("test", SITE, listeners, HttpLimits.DEFAULT))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessageContaining("127.0.0.1 port " + taken.getLocalPort())
                    .hasMessageContaining("the port is taken")
                    .hasMessageContaining("or set ihe.port to another one");
            // Nothing is left listening on the other port.
            new ServerSocket(free, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void anAddressOfAnotherMachineIsNotSaidToBeTaken() {
        List<HttpListener> listeners = List.of(new HttpListener.Plain("203.0.113.7", 0, "ihe.port"));

        assertThatThrownBy(() -> HttpServer.start("test", SITE, listeners, HttpLimits.DEFAULT))
                .isInstanceOf(CannotListenException.class)
                .hasMessageContaining("no address of this machine. Set the host beside ihe.port")
                .hasMessageNotContaining("taken");
    }

    @Test
    void answersTellNothingOfTheInside() throws IOException {
        try (HttpServer server = start(HttpLimits.DEFAULT)) {
            Wire wire = new Wire(server.port("http.port"), "/");
            assertThat(get(wire, "/hello"))
                    .contains("X-Content-Type-Options: nosniff")
                    .doesNotContainIgnoringCase("jetty");
            assertThat(get(wire, "/fail"))
                    .contains("HTTP/1.1 500", "500 Server Error", "nosniff")
                    .doesNotContain("secret", "Exception", "<html")
                    .doesNotContainIgnoringCase("jetty");
            assertThat(get(wire, "/%3Cscript%3E")).contains("HTTP/1.1 404").doesNotContain("script");
        }
    }

    @Test
    void m30TraceIsRefused() throws IOException {
        try (HttpServer server = start(HttpLimits.DEFAULT)) {
            assertThat(new Wire(server.port("http.port"), "/")
                            .send("TRACE /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: secret\r\n\r\n"))
                    .contains("HTTP/1.1 405")
                    .doesNotContain("secret");
        }
    }

    @Test
    void aRefusalBeforeALargeBodyCameSaysThatTheConnectionEnds() throws IOException {
        try (HttpServer server = start(HttpLimits.DEFAULT)) {
            Wire wire = new Wire(server.port("http.port"), "/");
            // Each returns only because the server closes the connection.
            assertThat(wire.send(refused("Content-Length: 100000\r\n") + "x"))
                    .contains("HTTP/1.1 401", "Connection: close");
            assertThat(wire.send(refused("Transfer-Encoding: chunked\r\n") + "1\r\nx\r\n"))
                    .contains("HTTP/1.1 401", "Connection: close");
            assertThat(wire.send(refused("Content-Length: 4\r\nExpect: 100-continue\r\n")))
                    .contains("HTTP/1.1 401", "Connection: close");
        }
    }

    @Test
    void theRestOfASmallBodyIsAwaitedAndTheConnectionStays() throws Exception {
        try (HttpServer server = start(HttpLimits.DEFAULT);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port("http.port"))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(refused("Content-Length: 4\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(REFUSALS.poll(10, TimeUnit.SECONDS)).isNotNull();
            socket.getOutputStream()
                    .write("bodyGET /hello HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("HTTP/1.1 401", "good day");
        }
    }

    @Test
    void aSmallBodyThatNeverComesIsNotAwaitedForLong() throws IOException {
        HttpLimits impatient = new HttpLimits(8_192, 10, Duration.ofMillis(200), Duration.ofSeconds(1));
        try (HttpServer server = start(impatient)) {
            // Returns only because the server closes the connection.
            assertThat(new Wire(server.port("http.port"), "/").send(refused("Content-Length: 4\r\n")))
                    .doesNotContain(" 200 ");
        }
    }

    private static String refused(String headers) {
        return "POST /refuse HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    @Test
    void m29ALongRequestLineOrHeaderIsRefused() throws IOException {
        try (HttpServer server = start(HttpLimits.DEFAULT)) {
            Wire wire = new Wire(server.port("http.port"), "/");
            assertThat(get(wire, "/" + "a".repeat(40_000))).containsPattern("HTTP/1.1 (414|431)");
            assertThat(wire.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(40_000) + "\r\n\r\n"))
                    .contains("HTTP/1.1 431");
        }
    }

    @Test
    void m23ASlowSenderIsDropped() throws IOException {
        HttpLimits impatient = new HttpLimits(8_192, 10, Duration.ofMillis(200), Duration.ofSeconds(1));
        try (HttpServer server = start(impatient)) {
            // Returns only because the server closes the connection.
            assertThat(new Wire(server.port("http.port"), "/").send("GET /hello HTTP/1.1\r\nHost"))
                    .doesNotContain(" 200 ");
        }
    }

    @Test
    void aPathIsGivenOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> SITE.with("/hello", new Hello()));
        assertThatIllegalArgumentException().isThrownBy(() -> SITE.with("hello", new Hello()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpServer start(HttpLimits limits) {
        return HttpServer.start("test", SITE, List.of(new HttpListener.Plain("127.0.0.1", 0, "http.port")), limits);
    }

    private static String get(Wire wire, String path) throws IOException {
        return wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private static final class Hello extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("good day");
        }
    }

    /** Answers before it has read anything, at once and whole. */
    private static final class Refusing extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            REFUSALS.add(response.getStatus());
            response.getWriter().print("who are you?");
            response.getWriter().close();
        }
    }

    private static final class Failing extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("secret");
        }
    }
}
