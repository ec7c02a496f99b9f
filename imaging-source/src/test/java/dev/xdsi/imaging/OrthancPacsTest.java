package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.imaging.pacs.PacsSettings;
import dev.xdsi.imaging.pacs.PacsSettings.Way;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Studies that Orthanc has, found by C-FIND and fetched in each way, published and given out as if they had been received. */
@org.junit.jupiter.api.Tag("integration")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class OrthancPacsTest {
    private static final String STUDY = DataSets.STUDY;
    private static final String OTHER_STUDY = "1.2.826.0.1.3680043.9.2";
    private static final String PARTS = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
    /** Of one small image, but not of two. */
    private static final long ROOM_FOR_ONE = 1_200;

    @TempDir
    Path folder;

    Orthanc orthanc;
    RunningSource running;

    @BeforeEach
    void prepare() throws Exception {
        TestDatabase.empty();
    }

    @AfterEach
    void stop() throws Exception {
        if (running != null) {
            running.close();
        }
        orthanc.close();
    }

    private void start(String way, long cacheBytes) throws Exception {
        orthanc = new Orthanc(folder.resolve("orthanc"));
        start(way, cacheBytes, null);
    }

    /** @param tls of our own node, null without */
    private void start(String way, long cacheBytes, @Nullable NodeTls tls) throws Exception {
        Way fetch = switch (way) {
            case "c-get" -> new Way.Get();
            case "c-move" -> new Way.Move();
            default -> new Way.WadoRs(orthanc.dicomWeb(), null);
        };
        running = new RunningSource(
                folder.resolve("archive"),
                new RunningSource.Partners(new RecordingRepository(), new RecordingRegistry())
                        .before(new PacsSettings(
                                new RemoteEntity(
                                        new AeTitle(Orthanc.TITLE),
                                        "127.0.0.1",
                                        orthanc.dicom,
                                        tls == null
                                                ? SocketFactory.getDefault()
                                                : tls.context().getSocketFactory()),
                                fetch,
                                cacheBytes)),
                SourceScene.START,
                java.time.Duration.ofMillis(20));
        if (tls != null) {
            running.listen(tls);
        }
        orthanc.start(running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-get", "c-move", "wado-rs"})
    void priorsArePublishedAndGivenOut(String way) throws Exception {
        start(way, 100 << 20);
        List<byte[]> files = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            files.add(file(DataSets.ct(STUDY + ".1", STUDY + ".1." + i)));
        }
        files.add(file(DataSets.ct(STUDY + ".2", STUDY + ".2.1")));
        files.add(file(of(OTHER_STUDY, "20200101")));
        for (byte[] file : files) {
            orthanc.add(file);
        }
        // Another patient's, and one that is too old.
        orthanc.add(file(of(OTHER_STUDY + ".5", "20200101").setString(Tag.PatientID, "47110")));
        orthanc.add(file(of(OTHER_STUDY + ".6", "20010101")));

        String report = backfill("{\"patient\": \"4711\", \"from\": \"20191231\", \"to\": \"20261231\"}");

        assertThat(report).contains("\"state\":\"over\"", "\"done\":2", "\"failed\":0", STUDY, OTHER_STUDY + "\"");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        running.awaitPublication(OTHER_STUDY, "\"state\":\"published\"");
        assertThat(running.repository.registrations()).isEqualTo(2);
        HttpResponse<byte[]> all = running.get("/dicom-web/studies/" + STUDY, PARTS);
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(SourceScene.parts(all))
                .hasSize(4)
                .allSatisfy(part -> assertThat(dataSets(files))
                        .anySatisfy(sent -> assertThat(Part10.read(
                                                new java.io.ByteArrayInputStream(part),
                                                dev.xdsi.dicom.io.ReadOptions.DEFAULT)
                                        .dataSet())
                                .isEqualTo(sent)));
    }

    /** Both have certificates of one authority. */
    @ParameterizedTest
    @ValueSource(strings = {"c-get", "c-move"})
    void withTlsToo(String way) throws Exception {
        DemoCertificates authority = new DemoCertificates(folder.resolve("tls"), Clock.systemUTC(), new SecureRandom());
        NodeTls tls = new NodeTls(authority.node("gateway"));
        authority.node("pacs");
        orthanc = new Orthanc(
                folder.resolve("orthanc"),
                new Orthanc.Tls(
                        authority.keyFile("pacs"), authority.certificateFile("pacs"), authority.authorityFile()));
        start(way, 100 << 20, tls);
        Attributes image = DataSets.ct(STUDY + ".1", STUDY + ".1.1");
        orthanc.add(file(image));

        assertThat(backfill("{\"patient\": \"4711\"}")).contains("\"state\":\"over\"", "\"done\":1", "\"failed\":0");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        HttpResponse<byte[]> all = running.get("/dicom-web/studies/" + STUDY, PARTS);
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(SourceScene.parts(all))
                .singleElement()
                .satisfies(part -> assertThat(Part10.read(
                                        new java.io.ByteArrayInputStream(part), dev.xdsi.dicom.io.ReadOptions.DEFAULT)
                                .dataSet())
                        .isEqualTo(image));
    }

    private static List<Attributes> dataSets(List<byte[]> files) throws IOException {
        List<Attributes> all = new ArrayList<>();
        for (byte[] file : files) {
            all.add(Part10.read(new java.io.ByteArrayInputStream(file), dev.xdsi.dicom.io.ReadOptions.DEFAULT)
                    .dataSet());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-get", "c-move", "wado-rs"})
    void whatTheCacheForgotIsFetchedAgain(String way) throws Exception {
        start(way, ROOM_FOR_ONE);
        for (int i = 1; i <= 3; i++) {
            orthanc.add(file(DataSets.ct(STUDY + ".1", STUDY + ".1." + i)));
        }
        assertThat(backfill("{\"patient\": \"4711\"}")).contains("\"done\":1");
        running.awaitPublication(STUDY, "\"state\":\"published\"");
        running.pass(java.time.Duration.ofMinutes(5));
        assertThat(cached()).hasSize(1);

        for (int i = 1; i <= 3; i++) {
            HttpResponse<byte[]> one = running.get(
                    "/dicom-web/studies/" + STUDY + "/series/" + STUDY + ".1/instances/" + STUDY + ".1." + i, PARTS);
            assertThat(one.statusCode()).isEqualTo(200);
            assertThat(new String(one.body(), StandardCharsets.ISO_8859_1)).contains(STUDY + ".1." + i);
        }
        assertThat(cached()).hasSize(1);

        orthanc.close();
        assertThat(running.get("/dicom-web/studies/" + STUDY, PARTS).statusCode())
                .isEqualTo(504);
        HttpResponse<byte[]> uri = running.get(
                "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + STUDY + ".1&objectUID=" + STUDY
                        + ".1.1&contentType=application/dicom",
                "*/*");
        assertThat(uri.statusCode()).isEqualTo(504);
        assertThat(new String(uri.body(), StandardCharsets.UTF_8)).contains("does not answer");
    }

    /** Compressed pixels stay compressed on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"c-get", "c-move", "wado-rs"})
    void compressedImagesComeAsTheyAre(String way) throws Exception {
        Path samples = Samples.folder("ct-all-transfer-syntaxes");
        start(way, 100 << 20);
        List<Path> files = Samples.files(samples).stream()
                .filter(file -> file.toString().endsWith(".dcm"))
                .toList();
        Attributes first = Part10.read(files.getFirst()).dataSet();
        String study = first.string(Tag.StudyInstanceUID, "");
        List<String> syntaxes = new ArrayList<>();
        for (Path file : files) {
            orthanc.add(Files.readAllBytes(file));
            syntaxes.add(Part10.read(file).fileMeta().string(Tag.TransferSyntaxUID, ""));
        }
        assertThat(backfill("{\"patient\": \"" + first.string(Tag.PatientID, "") + "\"}"))
                .contains("\"failed\":0");
        HttpResponse<byte[]> all = running.get("/dicom-web/studies/" + study, PARTS);
        List<String> came = new ArrayList<>();
        for (byte[] part : SourceScene.parts(all)) {
            came.add(Part10.read(new java.io.ByteArrayInputStream(part), dev.xdsi.dicom.io.ReadOptions.DEFAULT)
                    .fileMeta()
                    .string(Tag.TransferSyntaxUID, ""));
        }
        assertThat(syntaxes).containsAll(came);
        assertThat(came).contains(UID.JPEGLSNearLossless, UID.JPEGBaseline8Bit, UID.JPEG2000);
    }

    private List<Path> cached() throws IOException {
        return Samples.files(folder.resolve("archive/pacs/files"));
    }

    private static Attributes of(String study, String date) {
        return DataSets.ct(study + ".1", study + ".1.1")
                .setString(Tag.StudyInstanceUID, study)
                .setString(Tag.StudyDate, date);
    }

    private String backfill(String question) throws Exception {
        HttpResponse<byte[]> asked =
                running.backfill(HttpRequest.newBuilder().POST(BodyPublishers.ofString(question)), "");
        Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(new String(asked.body(), StandardCharsets.UTF_8));
        assertThat(id.find())
                .as(new String(asked.body(), StandardCharsets.UTF_8))
                .isTrue();
        String report = "";
        for (int tries = 0; tries < 1_500; tries++) {
            report = new String(
                    running.backfill(HttpRequest.newBuilder().GET(), "/" + id.group(1))
                            .body(),
                    StandardCharsets.UTF_8);
            if (report.contains("\"state\":\"over\"") || report.contains("\"state\":\"failed\",\"trouble")) {
                return report;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(report + "\n" + orthanc.log());
    }

    private static byte[] file(Attributes dataSet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Part10.write(bytes, FileMeta.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), dataSet);
        return bytes.toByteArray();
    }
}
