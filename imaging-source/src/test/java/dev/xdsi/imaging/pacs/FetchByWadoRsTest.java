package dev.xdsi.imaging.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.DataSets;
import dev.xdsi.imaging.archive.Ingest;
import dev.xdsi.imaging.archive.WantedInstances;
import dev.xdsi.model.Oid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PACS that does not have everything, or answers something else. */
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class FetchByWadoRsTest {
    private static final Oid SERIES = new Oid(DataSets.STUDY + ".1");
    private static final int IMAGES = 8;

    @TempDir
    private Path folder;

    /** Status by the last part of the path; 200 where nothing is said. */
    private final Map<String, Integer> statuses = new HashMap<>();

    private HttpServer pacs;
    private FetchByWadoRs source;

    @BeforeEach
    void start() throws IOException {
        pacs = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pacs.createContext("/", this::answer);
        pacs.start();
        source = new FetchByWadoRs(new PacsSettings.Way.WadoRs(
                URI.create("http://127.0.0.1:" + pacs.getAddress().getPort() + "/dicom-web"), null));
    }

    @AfterEach
    void stop() {
        source.close();
        pacs.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String instance = path.substring(path.lastIndexOf('/') + 1);
        int status = statuses.getOrDefault(instance, 200);
        if (status != 200) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return;
        }
        Attributes image = DataSets.ct(SERIES.value(), instance);
        Path file = folder.resolve(instance);
        Part10.write(file, FileMeta.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--x\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(Files.readAllBytes(file));
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII));
        exchange.getResponseHeaders().set("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=x");
        exchange.sendResponseHeaders(200, body.size());
        try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
        }
    }

    private static String uid(int number) {
        return SERIES + "." + number;
    }

    private List<String> fetched(int count) throws IOException {
        WantedInstances wanted = new WantedInstances(
                "4711",
                new Oid(DataSets.STUDY),
                SERIES,
                IntStream.rangeClosed(1, count)
                        .boxed()
                        .collect(Collectors.toMap(number -> new Oid(uid(number)), _ -> new Oid(UID.CTImageStorage))));
        List<String> came = new ArrayList<>();
        source.fetch(wanted, (announced, dataSet) -> {
            dataSet.transferTo(OutputStream.nullOutputStream());
            came.add(announced.sopInstanceUID());
            return new Ingest.Refused(Ingest.Reason.NOT_AS_ANNOUNCED, "not kept here");
        });
        return came;
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 406, 410})
    void whatThePacsHasNoMoreKeepsNothingElseFromComing(int status) throws Exception {
        statuses.put(uid(3), status);
        statuses.put(uid(5), status);

        assertThat(fetched(IMAGES)).containsExactlyInAnyOrder(uid(1), uid(2), uid(4), uid(6), uid(7), uid(8));
    }

    @Test
    void aSeriesThatIsGoneIsNothing() throws Exception {
        statuses.put(SERIES.value(), 404);

        assertThat(fetched(IMAGES * IMAGES)).isEmpty();
    }

    @Test
    void aPacsInTroubleIsSaidToBe() {
        statuses.put(uid(3), 503);

        assertThatThrownBy(() -> fetched(IMAGES))
                .isInstanceOf(IOException.class)
                .hasMessage("the PACS answered WADO-RS with status 503");
    }
}
