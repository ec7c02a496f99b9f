package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** M25: answers that are taken, but hardly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReaderTest {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 512;
    private static final String WHOLE = "whole";

    /** Faster than the slow one below, and slower than anybody else. */
    private static final HttpLimits.Pace PACE =
            new HttpLimits.Pace(1, 4_000_000, Duration.ofMillis(500), Duration.ofSeconds(30));

    @TempDir
    static Path folder;

    /** How the answers ended for the server. */
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    private HttpServer plain;
    private HttpServer secure;
    private SocketFactory partner;

    @BeforeAll
    void listen() throws IOException {
        DemoCertificates authority = new DemoCertificates(folder, Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        partner = new NodeTls(authority.node("partner")).context().getSocketFactory();
        Files.write(folder.resolve("file"), new byte[BLOCK * BLOCKS]);
        plain = listen(new HttpListener.Plain("127.0.0.1", 0, "port"));
        secure = listen(new HttpListener.MutualTls("127.0.0.1", 0, "port", tls, HttpListener.Refusals.UNHEARD));
    }

    private HttpServer listen(HttpListener listener) {
        HttpSite site = HttpSite.empty()
                .with("/blocks", new Answering((request, response) -> {
                    for (int i = 0; i < BLOCKS; i++) {
                        response.getOutputStream().write(new byte[BLOCK]);
                    }
                }))
                .with("/file", new Answering((request, response) -> {
                    try (FileChannel file = FileChannel.open(folder.resolve("file"))) {
                        FileOutlet.of(request, response).send(file, 0, file.size());
                    }
                }))
                .with("/drops", new Answering((request, response) -> {
                    OutputStream out = response.getOutputStream();
                    for (int i = 0; i < 20; i++) {
                        out.write(1);
                        out.flush();
                        pause(100);
                    }
                }));
        return HttpServer.start("slow", site, List.of(listener), HttpLimits.DEFAULT.with(PACE));
    }

    @AfterAll
    void stop() {
        plain.close();
        secure.close();
    }

    @Test
    void m25WhoHardlyTakesAnAnswerDoesNotHoldIt() throws Exception {
        for (String path : List.of("/blocks", "/file")) {
            try (Socket slow = ask(SocketFactory.getDefault(), plain, path)) {
                assertThat(end(slow)).as(path).contains("more slowly than");
            }
        }
    }

    @Test
    void m25NorOneThatIsEncrypted() throws Exception {
        try (Socket slow = ask(partner, secure, "/blocks")) {
            assertThat(end(slow)).contains("more slowly than");
        }
    }

    @Test
    void anAnswerThatWaitsForItsSourceIsNotItsReadersFault() throws Exception {
        try (Socket patient = ask(SocketFactory.getDefault(), plain, "/drops")) {
            assertThat(patient.getInputStream().readAllBytes()).isNotEmpty();
            assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo(WHOLE);
        }
    }

    @Test
    void whoKeepsThePaceIsJudgedByEachTimeAnew() throws IOException {
        SlowReader reader =
                new SlowReader(new HttpLimits.Pace(1, 1_000, Duration.ofMillis(50), Duration.ofSeconds(30)));
        ByteBuffer bytes = ByteBuffer.allocate(100_000);
        for (int i = 0; i < 4; i++) {
            assertThat(reader.watch(() -> take(bytes, 20_000), bytes)).isFalse();
            pause(60);
        }

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2; i++) {
                        reader.watch(() -> take(bytes, 1), bytes);
                        pause(60);
                    }
                    reader.watch(() -> take(bytes, 1), bytes);
                })
                .hasMessageContaining("1000 bytes/s");
    }

    private static boolean take(ByteBuffer bytes, int count) {
        bytes.position(bytes.position() + count);
        return !bytes.hasRemaining();
    }

    private Socket ask(SocketFactory sockets, HttpServer server, String path) throws IOException {
        ends.clear();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1 << 14);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port("port"));
        socket.connect(address);
        Socket asking = sockets instanceof SSLSocketFactory secured
                ? secured.createSocket(socket, "127.0.0.1", server.port("port"), true)
                : socket;
        asking.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        asking.getOutputStream().flush();
        return asking;
    }

    /** Takes some hundred kilobytes in a second, until the server has had enough of it. */
    private String end(Socket slow) throws Exception {
        InputStream in = slow.getInputStream();
        String end = null;
        for (long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); end == null && System.nanoTime() < last; ) {
            in.readNBytes(1 << 13);
            end = ends.poll(20, TimeUnit.MILLISECONDS);
        }
        return end == null ? "nobody minded" : end;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Answer {
        void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private final class Answering extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Answering(Answer answer) {
            this.answer = answer;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                answer.write(request, response);
                ends.add(WHOLE);
            } catch (IOException e) {
                ends.add(String.valueOf(e.getMessage()));
                throw e;
            }
        }
    }
}
