package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes of files in plain answers, over real connections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileOutletTest {
    private static final byte[] BYTES = new byte[5 * 1024 * 1024 + 7];

    @TempDir
    static Path folder;

    private HttpServer server;
    private SocketFactory secure;

    @BeforeAll
    void start() throws IOException {
        new Random(1).nextBytes(BYTES);
        Files.write(folder.resolve("bytes"), BYTES);
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/bytes", new Sender()),
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls(
                                "127.0.0.1",
                                0,
                                "tls",
                                new NodeTls(authority.node("gateway")),
                                HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
        secure = new NodeTls(authority.node("partner")).context().getSocketFactory();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Two pieces of the file between letters, with a length or in chunks. */
    private static final class Sender extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            long from = Long.parseLong(request.getParameter("from"));
            long length = Long.parseLong(request.getParameter("length"));
            if (request.getParameter("known") != null) {
                response.setContentLengthLong(3 + 2 * length);
            }
            FileOutlet outlet = FileOutlet.of(request, response);
            try (FileChannel file = FileChannel.open(folder.resolve("bytes"), StandardOpenOption.READ)) {
                response.getOutputStream().write('a');
                outlet.send(file, from, length);
                response.getOutputStream().write('b');
                outlet.send(file, from, length);
                response.getOutputStream().write('c');
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,1", "7,16384", "7,16385", "0,2097152", "1,2097153", "3,5242884", "0,5242887"})
    void whatLiesInTheFileArrivesWithWhatIsWrittenAroundIt(int from, int length) throws IOException {
        byte[] expected = expected(from, length);

        assertThat(get(SocketFactory.getDefault(), "plain", from, length, true)).isEqualTo(expected);
        assertThat(get(secure, "tls", from, length, true)).isEqualTo(expected);
        assertThat(get(SocketFactory.getDefault(), "plain", from, length, false))
                .isEqualTo(expected);
    }

    @Test
    void aConnectionIsGoodForManyAnswers() throws IOException {
        byte[] request = request(9, 600_000, true, "keep-alive");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port("plain"))) {
            socket.setReceiveBufferSize(64 * 1024);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < 5; i++) {
                socket.getOutputStream().write(request);
                head(in);
                assertThat(in.readNBytes(1_200_003)).isEqualTo(expected(9, 600_000));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aFileThatIsShorterMakesNoWholeAnswer(boolean known) throws IOException {
        byte[] answer = get(SocketFactory.getDefault(), "plain", 5_000_000, 1_000_000, known);

        assertThat(answer).hasSizeLessThan(1_000_001);
        assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("\r\n0\r\n");
    }

    private static byte[] expected(int from, int length) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = Arrays.copyOfRange(BYTES, from, from + length);
        all.write('a');
        all.writeBytes(piece);
        all.write('b');
        all.writeBytes(piece);
        all.write('c');
        return all.toByteArray();
    }

    private static byte[] request(int from, int length, boolean known, String connection) {
        return ("GET /bytes?from=" + from + "&length=" + length + (known ? "&known" : "")
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] get(SocketFactory sockets, String listener, int from, int length, boolean known) throws IOException {
        try (Socket socket = sockets.createSocket(InetAddress.getLoopbackAddress(), server.port(listener))) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request(from, length, known, "close"));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return head(in).contains("chunked") ? unchunked(in) : in.readAllBytes();
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** As far as it goes. */
    private static byte[] unchunked(DataInputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String size = line(in); !size.isEmpty() && !size.equals("0"); size = line(in)) {
            all.writeBytes(in.readNBytes(Integer.parseInt(size, 16)));
            line(in);
        }
        return all.toByteArray();
    }
}
