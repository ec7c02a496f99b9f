package dev.xdsi.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.imaging.rad69.RetrieveImagingDocumentSetEndpoint;
import dev.xdsi.soap.SoapLimits;
import dev.xdsi.soap.SoapSettings;
import dev.xdsi.soap.server.HttpLimits;
import dev.xdsi.soap.server.HttpListener;
import dev.xdsi.soap.server.HttpServer;
import dev.xdsi.soap.server.HttpSite;
import dev.xdsi.soap.server.SoapEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F38: consumers that go away in the middle of RAD-69, again and again, leave nothing behind but what the audit trail says of them. */
@Tag("integration")
class AbandonedRetrievalTest {
    private static final int GOING_AWAY = 100;
    /** Requests that are served at one time. */
    private static final int FEW = 4;

    private static final int TOLERANCE = 12;
    private static final int PIXELS = 16 << 20;
    private static final String SERIES = DataSets.STUDY + ".1";

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    private int port;

    @Test
    void f38WhoGoesAwayInTheMiddleOfAnAnswerLeavesNothing() throws Exception {
        TestDatabase.empty();
        SoapSettings settings = new SoapSettings(SoapLimits.DEFAULT, temporary, UUID::randomUUID);
        try (RunningSource running =
                new RunningSource(folder, new RecordingRepository(), Instant.parse("2026-03-01T12:00:00Z"))) {
            running.store(
                    DataSets.ct(SERIES, SERIES + ".1").setBytes(dev.xdsi.dicom.Tag.PixelData, VR.OW, new byte[PIXELS]));
            SoapEndpoint endpoint = SoapEndpoint.publish(
                    RetrieveImagingDocumentSetEndpoint.CONTRACT, running.source.endpoint(), settings);
            try (HttpServer server = HttpServer.start(
                    "abandoned",
                    HttpSite.empty().with("/imaging-source", endpoint),
                    List.of(new HttpListener.Plain("127.0.0.1", 0, "port")),
                    HttpLimits.DEFAULT.with(new HttpLimits.Shares(FEW, FEW, Integer.MAX_VALUE)))) {
                port = server.port("port");
                readsAll();
                abandonAll(running);
                // All places are free again, and the bytes are what they were.
                readsAll();
            }
        }
    }

    private void abandonAll(RunningSource running) throws IOException {
        long threads = threads();
        long descriptors = descriptors();
        for (int i = 0; i < GOING_AWAY; i++) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!goesAway()) {
                assertThat(System.nanoTime()).as("place for number %s", i).isLessThan(end);
            }
        }
        await(() -> GOING_AWAY - failed(running), 0);
        await(AbandonedRetrievalTest::threads, threads + TOLERANCE);
        await(AbandonedRetrievalTest::descriptors, descriptors + TOLERANCE);
        await(() -> size(temporary), 0);
    }

    /** Whether there was an answer to go away from. */
    private boolean goesAway() throws IOException {
        try (Socket socket = ask(4_096)) {
            String begun = new String(socket.getInputStream().readNBytes(2_000), ISO_8859_1);
            socket.setSoLinger(true, 0);
            if (begun.startsWith("HTTP/1.1 200")) {
                return true;
            }
            assertThat(begun).startsWith("HTTP/1.1 503");
            return false;
        }
    }

    private void readsAll() throws IOException {
        try (Socket socket = ask(1 << 20)) {
            assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(PIXELS);
        }
    }

    private Socket ask(int room) throws IOException {
        byte[] body = REQUEST.getBytes(UTF_8);
        Socket socket = new Socket();
        socket.setReceiveBufferSize(room);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("POST /imaging-source HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/soap+xml; charset=UTF-8\r\nContent-Length: " + body.length
                                + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        socket.getOutputStream().write(body);
        return socket;
    }

    private static final String REQUEST = """
        <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header>\
        <a:Action s:mustUnderstand="1">urn:ihe:rad:2009:RetrieveImagingDocumentSet</a:Action>\
        <a:MessageID>urn:uuid:11234567-89ab-4def-8123-456789abcdef</a:MessageID></s:Header><s:Body>\
        <i:RetrieveImagingDocumentSetRequest xmlns:i="urn:ihe:rad:xdsi-b:2009" xmlns="urn:ihe:iti:xds-b:2007">\
        <i:StudyRequest studyInstanceUID="%s"><i:SeriesRequest seriesInstanceUID="%s"><DocumentRequest>\
        <RepositoryUniqueId>%s</RepositoryUniqueId><DocumentUniqueId>%s</DocumentUniqueId></DocumentRequest>\
        </i:SeriesRequest></i:StudyRequest><i:TransferSyntaxUIDList><i:TransferSyntaxUID>%s</i:TransferSyntaxUID>\
        </i:TransferSyntaxUIDList></i:RetrieveImagingDocumentSetRequest></s:Body></s:Envelope>""".formatted(
                    DataSets.STUDY, SERIES, RunningSource.LOCATION.value(), SERIES + ".1", UID.ExplicitVRLittleEndian);

    /** What was not delivered, as the audit trail says it. */
    private static long failed(RunningSource running) {
        return running.audit.read(0, 100_000).stream()
                .map(event -> new String(event.message(), UTF_8))
                .filter(event -> event.contains("RAD-69") && !event.contains("EventOutcomeIndicator=\"0\""))
                .count();
    }

    private static void await(LongSupplier now, long most) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (now.getAsLong() > most && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(now.getAsLong()).isLessThanOrEqualTo(most);
    }

    /** Without those of the server's pool, which has as many as it may. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("abandoned") && !name.startsWith("ForkJoinPool"))
                .count();
    }

    /** Counted by their names alone: looking at each would fail whenever one is closed meanwhile. */
    private static long descriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }

    private static long size(Path of) {
        try (Stream<Path> all = Files.walk(of)) {
            return all.filter(file -> !Files.isDirectory(file)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException changing) {
            return Long.MAX_VALUE;
        }
    }
}
