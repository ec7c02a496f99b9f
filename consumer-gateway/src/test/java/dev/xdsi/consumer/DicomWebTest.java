package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual DICOMweb over sockets: searches, metadata and instances of a study that a registry, a repository and a source share. */
@Tag("integration")
class DicomWebTest {
    private static final String STUDY = "/dicom-web/studies/" + TestStudy.UID_OF_STUDY;
    private static final String PATIENT = encoded(Submissions.MARY.cx());
    private static final String FIRST_SERIES = STUDY + "/series/1.2.3.4.100.1";
    private static final String SECOND_SERIES = STUDY + "/series/1.2.3.4.100.2";

    @TempDir
    Path folder;

    private DicomWebSite site;

    @BeforeEach
    void start() throws Exception {
        site = DicomWebSite.start(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void aPatientsStudiesAreFoundAsTheirEntriesTellOfThem() throws Exception {
        HttpResponse<byte[]> response = site.get("/dicom-web/studies?PatientID=" + PATIENT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/dicom+json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("Warning")).isEmpty();
        JsonNode answer = json(response);
        assertThat(answer).hasSize(1);
        JsonNode study = answer.get(0);
        assertThat(value(study, "0020000D")).isEqualTo(TestStudy.UID_OF_STUDY);
        assertThat(value(study, "00080020")).isEqualTo("20240102");
        assertThat(value(study, "00080061")).isEqualTo("CT");
        assertThat(value(study, "00081030")).isEqualTo("CT Chest");
        assertThat(value(study, "00100020")).isEqualTo(Submissions.MARY.id());
        assertThat(value(study, "00201206")).isEqualTo("2");
        assertThat(value(study, "00201208")).isEqualTo("3");
        assertThat(value(study, "00081190")).isEqualTo(site.address(STUDY).toString());
    }

    @Test
    void aStudyThatWasShownHasSeriesAndInstances() throws Exception {
        site.show();

        JsonNode series = json(site.get(STUDY + "/series"));
        JsonNode all = json(site.get(STUDY + "/instances"));
        JsonNode some = json(site.get(FIRST_SERIES + "/instances"));

        assertThat(series).hasSize(2);
        assertThat(value(series.get(0), "0020000E")).isEqualTo("1.2.3.4.100.1");
        assertThat(value(series.get(0), "00080060")).isEqualTo("CT");
        assertThat(value(series.get(0), "00201209")).isEqualTo("2");
        assertThat(uids(all)).containsExactly(TestStudy.FIRST, TestStudy.SECOND, TestStudy.THIRD);
        assertThat(uids(some)).containsExactly(TestStudy.FIRST, TestStudy.SECOND);
        assertThat(uids(json(site.get(STUDY + "/instances?limit=1&offset=1")))).containsExactly(TestStudy.SECOND);
    }

    @ParameterizedTest
    @CsvSource({
        "StudyDate=20240102, 1",
        "StudyDate=20240101-20240131, 1",
        "StudyDate=-20240101, 0",
        "StudyDate=20240103-, 0",
        "ModalitiesInStudy=CT, 1",
        "ModalitiesInStudy=MR, 0",
        "ModalitiesInStudy=MR%5CCT, 1",
        "StudyInstanceUID=1.2.3.4.100, 1",
        "0020000D=1.2.3.4.999, 0",
        "offset=1, 0",
        "limit=0, 0",
        "includefield=all&includefield=00081030&fuzzymatching=true, 1"
    })
    void aSearchIsNarrowedByKeys(String keys, int found) throws Exception {
        HttpResponse<byte[]> response = site.get("/dicom-web/studies?PatientID=" + PATIENT + "&" + keys);

        assertThat(json(response)).hasSize(found);
        assertThat(response.headers().firstValue("Warning")).isEmpty();
    }

    @Test
    void keysThatAreNotMatchedAreSaidToBeIgnored() throws Exception {
        HttpResponse<byte[]> response = site.get("/dicom-web/studies?PatientID=" + PATIENT + "&AccessionNumber=SECRET");

        assertThat(json(response)).hasSize(1);
        assertThat(response.headers().firstValue("Warning"))
                .hasValueSatisfying(
                        warning -> assertThat(warning).startsWith("299 ").doesNotContain("SECRET"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?limit=10",
                "?PatientID=*",
                "?PatientID=%25",
                "?StudyInstanceUID=*",
                "?PatientName=*",
                "?PatientID=unknown",
                "?PatientID=a&IssuerOfPatientID=b",
                "?StudyDate=yesterday&StudyInstanceUID=1.2.3",
                "?PatientID=a&PatientID=b",
                "?limit=-1"
            })
    void aSearchForEverybodyIsRefusedAndNothingDisclosed(String query) throws Exception {
        site.show();
        int queries = site.community().queries.size();

        HttpResponse<byte[]> response = site.get("/dicom-web/studies" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("error").asText()).isNotEmpty();
        assertThat(site.community().queries).hasSize(queries);
    }

    @Test
    void aPatientIsNamedInThreeWays() throws Exception {
        String id = Submissions.MARY.id();
        String issuer = Submissions.MARY.assigningAuthority().value();

        assertThat(site.get("/dicom-web/studies?PatientID=" + id).statusCode()).isEqualTo(400);
        assertThat(json(site.get("/dicom-web/studies?00100020=" + id + "&IssuerOfPatientID=" + issuer)))
                .hasSize(1);
        assertThat(json(site.get("/dicom-web/studies?PatientID=" + id))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/series", "/instances", "/metadata", "/series/1.2.3.4.100.1/metadata", "/thumbnail"})
    void aStudyThatWasNeverShownIsAsUnknownAsOneThatDoesNotExist(String resource) throws Exception {
        HttpResponse<byte[]> hidden = site.get(STUDY + resource);
        site.show();
        HttpResponse<byte[]> unknown = site.get("/dicom-web/studies/1.2.3.4.999" + resource);
        HttpResponse<byte[]> noSuchSeries = site.get(STUDY + "/series/1.2.3.4.999/metadata");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(noSuchSeries.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body()).isEqualTo(noSuchSeries.body());
        assertThat(names(hidden)).isEqualTo(names(unknown));
    }

    @Test
    void aSearchByStudyFindsOnlyWhatWasShown() throws Exception {
        String search = "/dicom-web/studies?StudyInstanceUID=" + TestStudy.UID_OF_STUDY;

        assertThat(json(site.get(search))).isEmpty();
        site.get("/api/studies?patient=" + PATIENT);
        assertThat(json(site.get(search + ",1.2.3.4.999"))).hasSize(1);
    }

    @Test
    void nobodyComesInWithoutASession() throws Exception {
        assertThat(site.anonymously("/dicom-web/studies?PatientID=" + PATIENT).statusCode())
                .isEqualTo(401);
        assertThat(site.community().queries).isEmpty();
    }

    @Test
    void aBurstOfRequestsAsksTheRegistryOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            site.show();
            site.get(STUDY + "/series");
        }

        assertThat(site.community().queries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '1.2.3.4.100.1.1 1.2.3.4.100.1.2 1.2.3.4.100.2.1'",
        "/series/1.2.3.4.100.1, 1.2.3.4.100.1.1 1.2.3.4.100.1.2",
        "/series/1.2.3.4.100.1/instances/1.2.3.4.100.1.2, 1.2.3.4.100.1.2"
    })
    void metadataComeFromTheSourceWithBulkDataAtOurAddresses(String part, String expected) throws Exception {
        site.show();

        HttpResponse<byte[]> response = site.get(STUDY + part + "/metadata");

        JsonNode metadata = json(response);
        assertThat(uids(metadata)).containsExactly(expected.split(" "));
        for (JsonNode dataSet : metadata) {
            String instance = site.address("/dicom-web" + TestStudy.path(value(dataSet, "00080018"))) + "/bulkdata/";
            assertThat(dataSet.at("/7FE00010/BulkDataURI").asText()).isEqualTo(instance + "7FE00010");
            assertThat(dataSet.at("/00880200/Value/0/7FE00010/BulkDataURI").asText())
                    .isEqualTo(instance + "00880200/0/7FE00010");
            assertThat(value(dataSet, "00180050")).isEqualTo("0.625");
        }
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).doesNotContain("192.0.2.1");
    }

    @Test
    void whatTheManifestDoesNotNameIsNotPassedOn() throws Exception {
        site.community().images.put("1.2.3.4.100.1.9", TestStudy.content(TestStudy.image("1.2.3.4.100.1.9")));
        site.show();

        assertThat(uids(json(site.get(FIRST_SERIES + "/metadata")))).containsExactly(TestStudy.FIRST, TestStudy.SECOND);
        assertThat(parts(site.get(FIRST_SERIES)))
                .containsExactly(TestStudy.image(TestStudy.FIRST), TestStudy.image(TestStudy.SECOND));
        assertThat(site.get(FIRST_SERIES + "/instances/1.2.3.4.100.1.9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void instancesComeUnchangedAndNoMoreOfThemThanWanted() throws Exception {
        site.show();

        HttpResponse<byte[]> study = site.get(STUDY);
        assertThat(study.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type ->
                        assertThat(type).startsWith("multipart/related; type=\"application/dicom\"; boundary="));
        assertThat(parts(study))
                .containsExactly(
                        TestStudy.image(TestStudy.FIRST),
                        TestStudy.image(TestStudy.SECOND),
                        TestStudy.image(TestStudy.THIRD));
        site.community().asked.clear();
        assertThat(parts(site.get("/dicom-web" + TestStudy.path(TestStudy.SECOND))))
                .containsExactly(TestStudy.image(TestStudy.SECOND));
        assertThat(site.community().asked).containsExactly("/dicom-web" + TestStudy.path(TestStudy.SECOND));
        assertThat(site.trail())
                .filteredOn(record -> record.contains("RAD-107"))
                .hasSize(3)
                .allMatch(record -> record.contains("EventOutcomeIndicator=\"0\"")
                        && record.contains(TestStudy.UID_OF_STUDY)
                        && record.contains("ada"));
    }

    @Test
    void aTransferSyntaxThatIsNotWantedIsNotSent() throws Exception {
        site.show();
        String accept = "multipart/related; type=\"application/dicom\"; transfer-syntax=1.2.840.10008.1.2.4.90";

        assertThat(site.get(FIRST_SERIES, accept).statusCode()).isEqualTo(406);
        assertThat(site.get(FIRST_SERIES + "/metadata", "image/png").statusCode())
                .isEqualTo(406);
    }

    @Test
    void anInstanceThatTheSourceDoesNotHaveIsNotFound() throws Exception {
        site.show();
        site.community().images.remove(TestStudy.THIRD);

        for (String resource : List.of("", "/metadata", "/instances/" + TestStudy.THIRD)) {
            HttpResponse<byte[]> gone = site.get(SECOND_SERIES + resource);
            assertThat(gone.statusCode()).as(resource).isEqualTo(404);
            assertThat(gone.body())
                    .isEqualTo(site.get("/dicom-web/studies/1.2.3.4.999").body());
        }
    }

    @Test
    void aSourceThatIsDownIsNamed() throws Exception {
        site.show();
        site.community().close();

        HttpResponse<byte[]> down = site.get(FIRST_SERIES + "/metadata");

        assertThat(down.statusCode()).isEqualTo(502);
        assertThat(json(down).get("error").asText())
                .startsWith("The imaging source at 127.0.0.1:")
                .endsWith("does not answer.");
    }

    @Test
    void anInstanceThatBreaksOffIsNoWholeAnswer() throws Exception {
        site.show();
        DocumentContent broken = TestStudy.broken(TestStudy.image(TestStudy.SECOND));
        site.community().images.put(TestStudy.SECOND, broken);

        assertThatThrownBy(() -> site.get(FIRST_SERIES)).isInstanceOf(IOException.class);
        assertThat(site.trail().getLast()).doesNotContain("EventOutcomeIndicator=\"0\"");
    }

    @Test
    void whoGoesAwayEndsTheWorkBehindAndTheTrailSaysSo() throws Exception {
        site.show();
        GeneratedContent endless = new GeneratedContent(1L << 40);
        byte[] begin = TestStudy.image(TestStudy.FIRST);
        site.community().images.put(TestStudy.FIRST, new DocumentContent() {
            @Override
            public long length() {
                return begin.length + endless.length();
            }

            @Override
            public InputStream open() {
                return new SequenceInputStream(new ByteArrayInputStream(begin), endless.open());
            }
        });

        try (InputStream answer = site.open(FIRST_SERIES).body()) {
            assertThat(answer.readNBytes(1_000_000)).hasSize(1_000_000);
        }

        while (site.trail().stream().noneMatch(record -> record.contains("RAD-107"))) {
            Thread.sleep(10);
        }
        assertThat(site.trail().getLast()).contains("RAD-107").doesNotContain("EventOutcomeIndicator=\"0\"");
        assertThat(endless.left()).isLessThan(endless.length());
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 3", "16, 1, 2", "8, 3, 4"})
    void framesOfANativeImageAreItsPixelData(int bits, int samples, int count) throws Exception {
        byte[] pixels = bytes(5 * 4 * samples * (bits / 8) * count);
        site.community()
                .images
                .put(
                        TestStudy.FIRST,
                        TestStudy.content(TestStudy.file(
                                image(bits, samples, count).setBytes(dev.xdsi.dicom.Tag.PixelData, VR.OW, pixels))));
        site.show();
        String all = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(","));

        HttpResponse<byte[]> response = site.get(
                "/dicom-web" + TestStudy.path(TestStudy.FIRST) + "/frames/" + all,
                "multipart/related; type=application/octet-stream; transfer-syntax=*");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("multipart/related; type=\"application/octet-stream\""));
        List<byte[]> frames = parts(response);
        assertThat(frames).hasSize(count);
        assertThat(concatenated(frames)).isEqualTo(pixels);
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                .contains("Content-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1\r\n");
    }

    @Test
    void framesOfACompressedImageAreFoundByItsOffsets() throws Exception {
        byte[] first = bytes(10);
        byte[] second = bytes(20);
        byte[] third = bytes(6);
        byte[] offsets = {0, 0, 0, 0, 46, 0, 0, 0};
        put(
                UID.JPEG2000Lossless,
                image(8, 1, 2)
                        .set(new Element(
                                dev.xdsi.dicom.Tag.PixelData,
                                VR.OB,
                                new Value.Fragments(List.of(
                                        BulkData.of(offsets),
                                        BulkData.of(first),
                                        BulkData.of(second),
                                        BulkData.of(third))))));
        site.show();
        String frames = "/dicom-web" + TestStudy.path(TestStudy.FIRST) + "/frames/";

        HttpResponse<byte[]> one = site.get(frames + "1");
        assertThat(parts(one)).containsExactly(concatenated(List.of(first, second)));
        assertThat(new String(one.body(), StandardCharsets.ISO_8859_1))
                .contains("Content-Type: image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90\r\n");
        assertThat(parts(site.get(
                        frames + "2,1", "multipart/related; type=application/octet-stream; transfer-syntax=*")))
                .containsExactly(third, concatenated(List.of(first, second)));
        assertThat(site.get(frames + "1", "multipart/related; type=\"image/jpeg\"")
                        .statusCode())
                .isEqualTo(406);
        for (String none : List.of("0", "3", "1,3")) {
            assertThat(site.get(frames + none).statusCode()).as(none).isEqualTo(404);
        }
        assertThat(site.get(frames + "x").statusCode()).isEqualTo(400);
    }

    /** In runs of which each is one pixel repeated: 7 and 9. */
    @Test
    void framesAreDecompressedForWhoTakesNoOthers() throws Exception {
        byte[] runs = new byte[68];
        runs[0] = 1;
        runs[4] = 64;
        System.arraycopy(new byte[] {-9, 7, -9, 9}, 0, runs, 64, 4);
        byte[] decoded = new byte[20];
        Arrays.fill(decoded, 0, 10, (byte) 7);
        Arrays.fill(decoded, 10, 20, (byte) 9);
        put(
                UID.RLELossless,
                image(8, 1, 1)
                        .setString(dev.xdsi.dicom.Tag.PhotometricInterpretation, "MONOCHROME2")
                        .set(new Element(
                                dev.xdsi.dicom.Tag.PixelData,
                                VR.OB,
                                new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(runs))))));
        site.show();
        String frame = "/dicom-web" + TestStudy.path(TestStudy.FIRST) + "/frames/1";
        String bytes = "multipart/related; type=\"application/octet-stream\"";
        String native8 = bytes + "; transfer-syntax=";

        assertThat(parts(site.get(frame))).containsExactly(runs);
        assertThat(parts(site.get(frame, native8 + "*"))).containsExactly(runs);
        assertThat(parts(site.get(frame, bytes))).containsExactly(decoded);
        HttpResponse<byte[]> plain = site.get(frame, native8 + UID.ExplicitVRLittleEndian);
        assertThat(parts(plain)).containsExactly(decoded);
        assertThat(new String(plain.body(), StandardCharsets.ISO_8859_1))
                .contains("transfer-syntax=" + UID.ExplicitVRLittleEndian);
        assertThat(site.get(frame, native8 + UID.JPEGLSLossless).statusCode()).isEqualTo(406);
    }

    @Test
    void framesWithoutOffsetsAreFoundByTheirOwnEnds() throws Exception {
        byte[] begin = {(byte) 0xFF, (byte) 0xD8, 1, 2};
        byte[] middle = {(byte) 0xD9, 3, 4, 5};
        byte[] end = {6, (byte) 0xFF, (byte) 0xD9, 0};
        byte[] whole = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
        String frames = "/dicom-web" + TestStudy.path(TestStudy.FIRST) + "/frames/";
        putFragments(2, begin, middle, end, whole);
        site.show();

        assertThat(parts(site.get(frames + "1,2"))).containsExactly(concatenated(List.of(begin, middle, end)), whole);
        site.logIn();
        site.show();
        putFragments(2, begin, middle, end);
        assertThat(site.get(frames + "1").statusCode()).isEqualTo(406);
        site.logIn();
        site.show();
        putFragments(2, middle, end, whole);
        assertThat(site.get(frames + "1").statusCode()).isEqualTo(406);
    }

    private void putFragments(int count, byte[]... fragments) throws IOException {
        List<BulkData> items = new ArrayList<>(List.of(BulkData.of(new byte[0])));
        for (byte[] fragment : fragments) {
            items.add(BulkData.of(fragment));
        }
        put(
                UID.JPEGBaseline8Bit,
                image(8, 1, count).set(new Element(dev.xdsi.dicom.Tag.PixelData, VR.OB, new Value.Fragments(items))));
    }

    @Test
    void behindAProxyAddressesAreThoseOfTheProxy() throws Exception {
        try (DicomWebSite proxied = DicomWebSite.behindProxy(folder.resolve("proxied"), "https://portal.example/")) {
            JsonNode study =
                    json(proxied.get("/dicom-web/studies?PatientID=" + PATIENT)).get(0);

            assertThat(value(study, "00081190")).isEqualTo("https://portal.example" + STUDY);
            assertThat(json(proxied.get(FIRST_SERIES + "/metadata"))
                            .get(0)
                            .path("7FE00010")
                            .path("BulkDataURI")
                            .asText())
                    .startsWith("https://portal.example" + FIRST_SERIES);
        }
    }

    @Test
    void anImageIsFetchedOnceForAllItsFramesAndValues() throws Exception {
        site.show();
        String image = "/dicom-web" + TestStudy.path(TestStudy.THIRD);

        byte[] frame = parts(site.get(image + "/frames/1")).getFirst();

        assertThat(frame).hasSize(100_000);
        assertThat(parts(site.get(image + "/bulkdata/7FE00010"))).containsExactly(frame);
        assertThat(new String(
                        parts(site.get(image + "/bulkdata/00081140/3/00081155")).getFirst(), StandardCharsets.US_ASCII))
                .startsWith("1.2.3.4.100.99.");
        for (String nothing : List.of("00081140/999/00081155", "00081140", "0008114", "00100010", "00081140/3")) {
            assertThat(site.get(image + "/bulkdata/" + nothing).statusCode())
                    .as(nothing)
                    .isEqualTo(404);
        }
        assertThat(site.community().asked).containsExactly(image);
    }

    @Test
    void framesOfAnotherUserAreFetchedAsThatUser() throws Exception {
        site.show();
        String frame = "/dicom-web" + TestStudy.path(TestStudy.THIRD) + "/frames/1";
        site.get(frame);
        site.logIn();

        assertThat(site.get(frame).statusCode()).isEqualTo(404);
        site.show();
        assertThat(site.get(frame).statusCode()).isEqualTo(200);
        assertThat(site.community().asked).hasSize(2);
    }

    private void put(String transferSyntaxUID, Attributes dataSet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.write(out, FileMeta.of(dataSet, TransferSyntax.of(transferSyntaxUID)), dataSet);
        site.community().images.put(TestStudy.FIRST, TestStudy.content(out.toByteArray()));
    }

    private static Attributes image(int bits, int samples, int frames) {
        return new Attributes()
                .setString(dev.xdsi.dicom.Tag.SOPClassUID, UID.CTImageStorage)
                .setString(dev.xdsi.dicom.Tag.SOPInstanceUID, TestStudy.FIRST)
                .setInt(dev.xdsi.dicom.Tag.SamplesPerPixel, samples)
                .setInt(dev.xdsi.dicom.Tag.NumberOfFrames, frames)
                .setInt(dev.xdsi.dicom.Tag.Rows, 5)
                .setInt(dev.xdsi.dicom.Tag.Columns, 4)
                .setInt(dev.xdsi.dicom.Tag.BitsAllocated, bits);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + length);
        }
        return bytes;
    }

    private static byte[] concatenated(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    static List<byte[]> parts(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        String boundary = MediaType.parse(
                        response.headers().firstValue("Content-Type").orElse(""))
                .orElseThrow()
                .parameter("boundary");
        MultipartReader reader = new MultipartReader(new ByteArrayInputStream(response.body()), boundary);
        List<byte[]> parts = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            parts.add(part.get().body().readAllBytes());
        }
        return parts;
    }

    private static List<String> uids(JsonNode dataSets) {
        List<String> uids = new ArrayList<>();
        dataSets.forEach(dataSet -> uids.add(value(dataSet, "00080018")));
        return uids;
    }

    private static List<String> names(HttpResponse<byte[]> response) {
        return response.headers().map().keySet().stream().sorted().toList();
    }

    static String value(JsonNode dataSet, String tag) {
        return dataSet.path(tag).path("Value").path(0).asText();
    }

    static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
