package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.web.MediaType;
import dev.xdsi.dicom.web.MultipartReader;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.transaction.DocumentContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        GeneratedContent endless = new GeneratedContent(new byte[0], 1L << 40);
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
