package dev.xdsi.soap.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.soap.Contracts;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.mtom.Attachments;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.transaction.Delivery;
import dev.xdsi.transaction.DocumentContent;
import dev.xdsi.transaction.SendableFile;
import dev.xdsi.wsdl.rs.RegistryResponseType;
import dev.xdsi.wsdl.xdsb.DocumentResponseType;
import dev.xdsi.wsdl.xdsb.RetrieveDocumentSetResponseType;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Documents that the system sends from their files, over a real connection. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentFilesTest {
    /** Some pieces and a rest. */
    private static final int LENGTH = 7 * 1024 * 1024 + 123;

    /** Of which the document is made, and nothing else in an answer. */
    private static final String LETTERS = "!*|~^`$";

    @TempDir
    static Path folder;

    private final BlockingQueue<Delivery.Result> deliveries = new LinkedBlockingQueue<>();
    private List<DocumentContent> documents = List.of();
    private String text = "";
    private HttpServer server;
    private Wire plain;
    private Wire secure;

    @BeforeAll
    void publish() throws IOException {
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, folder.resolve("spool"), UUID::randomUUID);
        Files.createDirectory(folder.resolve("spool"));
        SoapEndpoint endpoint = SoapEndpoint.publish(
                Contracts.REPOSITORY,
                new Contracts.Repository(request -> new RegistryResponseType(), request -> answer()),
                settings);
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        server = HttpServer.start(
                "test",
                HttpSite.empty().with("/repository", endpoint),
                List.of(
                        new HttpListener.Plain("127.0.0.1", 0, "plain"),
                        new HttpListener.MutualTls("127.0.0.1", 0, "tls", tls, HttpListener.Refusals.UNHEARD)),
                HttpLimits.DEFAULT);
        plain = new Wire(server.port("plain"), "/repository");
        secure = new Wire(
                server.port("tls"),
                "/repository",
                new NodeTls(authority.node("partner")).context().getSocketFactory());
        text = text(LENGTH);
        Files.writeString(folder.resolve("document"), text);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        deliveries.clear();
    }

    @Test
    void theBytesOfTheFileArriveAndNobodyTakesThemFromTheChannel() throws Exception {
        documents = List.of(new Stored(LENGTH, LENGTH, false), new Stored(LENGTH, LENGTH, false));

        String answered = plain.post(Wire.SOAP_12, Wire.retrieve());

        assertThat(answered.split(Pattern.quote(text), -1)).hasSize(3);
        assertThat(answered).endsWith("--");
        assertThat(delivered().complete()).isTrue();
    }

    @Test
    void overTlsTheyAreTakenFromTheChannel() throws Exception {
        documents = List.of(new Stored(LENGTH, 0, true));

        assertThat(secure.post(Wire.SOAP_12, Wire.retrieve()).contains(text)).isTrue();
        assertThat(delivered().complete()).isTrue();
    }

    @Test
    void nothingLeavesThatWasNotVouchedFor() throws Exception {
        documents = List.of(new Stored(LENGTH, 3 * 1024 * 1024, false));

        String answered = plain.postUntilCut(Wire.SOAP_12, Wire.retrieve());

        assertThat(bodyOf(answered)).isLessThanOrEqualTo(3 * 1024 * 1024L);
        assertBrokenOff(answered);
    }

    @Test
    void aFileThatIsCutMeanwhileDoesNotLookWhole() throws Exception {
        documents = List.of(new Stored(LENGTH + 1_000_000, LENGTH + 1_000_000, false));

        assertBrokenOff(plain.postUntilCut(Wire.SOAP_12, Wire.retrieve()));
    }

    /** A receiver that takes its time, and asks again on the same connection. */
    @Test
    void aSlowReceiverGetsOneAnswerAfterTheOther() throws Exception {
        documents = List.of(new Stored(LENGTH, LENGTH, false));
        byte[] message = Wire.retrieve().getBytes(StandardCharsets.UTF_8);
        byte[] request = ("POST /repository HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Wire.SOAP_12
                        + "\r\nContent-Length: " + message.length + "\r\n\r\n" + Wire.retrieve())
                .getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.port())) {
            socket.setSoTimeout(20_000);
            socket.setReceiveBufferSize(128 * 1024);
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write(request);
                assertThat(bodyOf(untilLastChunk(socket.getInputStream()))).isEqualTo(LENGTH);
                assertThat(delivered().complete()).isTrue();
            }
        }
    }

    @Test
    void manyAtOnceGetEachTheirOwn() throws Exception {
        documents = List.of(new Stored(LENGTH, LENGTH, true));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> call =
                    () -> plain.post(Wire.SOAP_12, Wire.retrieve()).contains(text);
            for (Future<Boolean> whole : threads.invokeAll(Collections.nCopies(20, call))) {
                assertThat(whole.get()).isTrue();
            }
        }
    }

    @Test
    void whoGoesAwayInTheMiddleEndsTheAnswerAlone() throws Exception {
        documents = List.of(new Stored(LENGTH, LENGTH, false));
        byte[] message = Wire.retrieve().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plain.port())) {
                socket.getOutputStream()
                        .write(("POST /repository HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Wire.SOAP_12
                                        + "\r\nContent-Length: " + message.length + "\r\n\r\n" + Wire.retrieve())
                                .getBytes(StandardCharsets.UTF_8));
                assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
            }
            assertThat(delivered().complete()).isFalse();
        }

        assertThat(plain.post(Wire.SOAP_12, Wire.retrieve()).contains(text)).isTrue();
    }

    private void assertBrokenOff(String answered) throws InterruptedException {
        assertThat(answered)
                .startsWith("HTTP/1.1 200")
                .doesNotEndWith("0\r\n\r\n")
                .doesNotContain("Fault");
        Delivery.Result result = delivered();
        assertThat(result.complete()).isFalse();
        assertThat(result.sent()).isEmpty();
    }

    private Delivery.Result delivered() throws InterruptedException {
        Delivery.Result result = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(result).isNotNull();
        return result;
    }

    /** How many characters of the document there are, whatever chunks they came in. */
    private static long bodyOf(String answered) {
        return answered.chars().filter(c -> LETTERS.indexOf(c) >= 0).count();
    }

    private static String untilLastChunk(InputStream in) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] buffer = new byte[4_000];
        while (all.length() < 5 || !all.substring(all.length() - 5).equals("0\r\n\r\n")) {
            int read = in.read(buffer);
            assertThat(read).isPositive();
            all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static String text(int length) {
        StringBuilder letters = new StringBuilder(length);
        Random random = new Random(11);
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private RetrieveDocumentSetResponseType answer() {
        Delivery delivery = new Delivery();
        delivery.whenClosed(deliveries::add);
        SoapCall.current().closeWithAnswer(delivery);
        RetrieveDocumentSetResponseType response = new RetrieveDocumentSetResponseType();
        RegistryResponseType status = new RegistryResponseType();
        status.setStatus("urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success");
        response.setRegistryResponse(status);
        for (DocumentContent content : documents) {
            DocumentResponseType document = new DocumentResponseType();
            document.setDocumentUniqueId("1.2.3");
            document.setRepositoryUniqueId("1.2");
            document.setMimeType("text/plain");
            document.setDocument(Attachments.outgoing("1.2.3", "text/plain", content, delivery));
            response.getDocumentResponse().add(document);
        }
        return response;
    }

    /**
     * The document.
     *
     * @param length that it says it has
     * @param vouchedFor before the rest is found to be other bytes
     * @param read whether its channel gives bytes
     */
    private record Stored(long length, long vouchedFor, boolean read) implements DocumentContent {
        @Override
        public InputStream open() throws IOException {
            throw new IOException("it is not taken as a stream");
        }

        @Override
        public ReadableByteChannel channel() throws IOException {
            FileChannel file = FileChannel.open(folder.resolve("document"), StandardOpenOption.READ);
            return new Vouching(file, this, new AtomicLong());
        }
    }

    private record Vouching(FileChannel file, Stored as, AtomicLong position) implements SendableFile {
        @Override
        public long vouch(long most, ByteBuffer scratch) throws IOException {
            long next = Math.min(most, as.length() - position.get());
            if (position.addAndGet(next) > as.vouchedFor()) {
                throw new IOException("other bytes");
            }
            return next;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!as.read()) {
                throw new IOException("nobody needs to read it");
            }
            return file.read(target);
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
