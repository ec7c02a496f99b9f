package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges, versions and heads (RFC 9110) of everything that WADO-RS sends. */
@Tag("integration")
class ConditionalRetrievalTest extends WebScene {
    private static final String PIXELS = instance(NATIVE) + "/bulkdata/7FE00010";
    private static final int LENGTH = 2 * SIDE * SIDE;

    private byte[] pixels = {};

    @BeforeEach
    void store() throws Exception {
        storeNative();
        pixels = get(PIXELS, "Accept", "application/octet-stream").body();
        assertThat(pixels).hasSize(LENGTH);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=100-199,100,200",
        "bytes=179990-,179990,180000",
        "bytes=179990-999999999999,179990,180000",
        "bytes=-10,179990,180000",
        "bytes=-999999,0,180000"
    })
    void aRangeIsSentAlone(String range, int from, int to) throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes " + from + "-" + (to - 1) + "/" + LENGTH);
        assertThat(header(response, "Content-Length")).isEqualTo("" + (to - from));
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(pixels, from, to));
    }

    /** RFC 9110 14.6 */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=1-2,5-6                     | 1-2 5-6",
                "bytes=170000-179999,0-99999       | 170000-179999 0-99999",
                "bytes=-5, 180000-, 100-50000,,0-0 | 179995-179999 100-50000 0-0",
            })
    void severalRangesAreParts(String range, String sent) throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Type")).startsWith("multipart/byteranges; boundary=");
        assertThat(header(response, "Content-Range")).isEmpty();
        assertThat(header(response, "Content-Length")).isEqualTo("" + response.body().length);
        List<byte[]> parts = parts(response);
        String[] expected = sent.split(" ", -1);
        assertThat(parts).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            String[] ends = expected[i].split("-", -1);
            assertThat(new String(response.body(), StandardCharsets.ISO_8859_1))
                    .contains("Content-Type: application/octet-stream\r\nContent-Range: bytes " + expected[i] + "/"
                            + LENGTH + "\r\n\r\n");
            assertThat(parts.get(i))
                    .isEqualTo(Arrays.copyOfRange(pixels, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1));
        }
    }

    /** Of which the others hold nothing, one is alone. */
    @Test
    void oneRangeThatIsLeftIsNoPart() throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", "bytes=180000-,7-9");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes 7-9/" + LENGTH);
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(pixels, 7, 10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NATIVE          | application/dicom",
                "NATIVE/frames/2 | application/octet-stream",
                "NATIVE/rendered | image/png",
                "COMPRESSED      | application/dicom; transfer-syntax=1.2.840.10008.1.2.1",
                "WADO            | application/dicom",
            })
    void everySingleBodyHasSeveralRanges(String resource, String type) throws Exception {
        storeCompressed();
        String path = resource.equals("WADO")
                ? "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES + "&objectUID=" + NATIVE
                : instance(resource.replace("NATIVE", NATIVE).replace("COMPRESSED", COMPRESSED));
        HttpResponse<byte[]> whole = get(path, "Accept", type, "Range", "bytes=0-");
        int length = whole.body().length;

        HttpResponse<byte[]> response = get(path, "Accept", type, "Range", "bytes=10-19,-20");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(parts(response))
                .containsExactly(
                        Arrays.copyOfRange(whole.body(), 10, 20),
                        Arrays.copyOfRange(whole.body(), length - 20, length));
        assertThat(header(response, "ETag")).isEqualTo(header(whole, "ETag")).startsWith("\"");
    }

    @Test
    void ofAllPartsOneRecordIsKept() throws Exception {
        int before = records().size();

        get(PIXELS, "Range", "bytes=1-2,5-6");

        assertThat(records().subList(before, records().size()))
                .singleElement()
                .asString()
                .contains("RAD-107", "EventOutcomeIndicator=\"0\"", STUDY, "NumberOfInstances");
    }

    private List<String> records() {
        return running.audit.read(0, 1000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=180000-", "bytes=999999999-1000000000", "bytes=-0", "bytes=180000-,-0"})
    void aRangeBeyondTheEndIsNone(String range) throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", range);

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */" + LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-,1-2",
                "bytes=0-99999,80000-179999",
                "bytes=0-0,2-2,4-4,6-6,8-8,10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,26-26,28-28,30-30,32-32",
                "lines=1-2",
                "bytes=",
                "bytes=-",
                "bytes=7-3",
                "bytes=1-2,7-3",
                "bytes=99999999999999999999-"
            })
    void whatIsNoRangeOrTooManyIsAnsweredWithAll(String range) throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", range, "Accept", "application/octet-stream");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(pixels);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                 | application/dicom",
                "                 | multipart/related; type=\"application/dicom\"",
                "/frames/1        | application/octet-stream",
                "/frames/1        | multipart/related; type=\"application/octet-stream\"",
                "/bulkdata/7FE00010 | multipart/related; type=\"application/octet-stream\"",
                "/bulkdata        | */*",
                "/metadata        | application/dicom+json",
                "/metadata        | multipart/related; type=\"application/dicom+xml\"",
                "/rendered        | image/png",
                "/thumbnail       | */*"
            })
    void whoHasTheVersionAlreadyIsToldSo(String resource, String accept) throws Exception {
        String path = instance(NATIVE) + (resource == null ? "" : resource);
        HttpResponse<byte[]> first = get(path, "Accept", accept);
        String tag = header(first, "ETag");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Cache-Control")).isEqualTo("private, no-cache");
        HttpResponse<byte[]> again = get(path, "Accept", accept, "If-None-Match", "\"x\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(header(again, "ETag")).isEqualTo(tag);
        assertThat(get(path, "Accept", accept, "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> head = head(path, "Accept", accept);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "ETag")).isEqualTo(tag);
    }

    @Test
    void aPartIsContinuedOnlyOfTheSameVersion() throws Exception {
        String tag = header(get(PIXELS, "Accept", "application/octet-stream"), "ETag");

        assertThat(get(PIXELS, "Range", "bytes=5-6", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(get(PIXELS, "Range", "bytes=5-6", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get(PIXELS, "Range", "bytes=5-6,8-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(get(PIXELS, "Range", "bytes=5-6,8-9", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(PIXELS, "Range", "bytes=5-6", "If-Match", "\"other\"").statusCode())
                .isEqualTo(412);
        assertThat(get(PIXELS, "Range", "bytes=5-6", "If-Match", tag).statusCode())
                .isEqualTo(206);
    }

    @Test
    void representationsAreVersionsOfTheirOwn() throws Exception {
        storeCompressed();

        String kept = header(get(instance(COMPRESSED), "Accept", "application/dicom"), "ETag");
        String decoded = header(
                get(instance(COMPRESSED), "Accept", "application/dicom; transfer-syntax=" + UID.ExplicitVRLittleEndian),
                "ETag");

        assertThat(kept).startsWith("\"").isNotEqualTo(decoded);
        assertThat(header(get(instance(COMPRESSED) + "/rendered?window=50,100,linear"), "ETag"))
                .isNotEqualTo(header(get(instance(COMPRESSED) + "/rendered"), "ETag"));
    }

    /** Or else who keeps the parts would take them for the single one. */
    @ParameterizedTest
    @CsvSource({
        "'',application/dicom",
        "/frames/1,application/octet-stream",
        "/bulkdata/7FE00010,application/octet-stream",
        "/rendered,image/png"
    })
    void partsAreAnotherVersionThanTheSameAlone(String resource, String type) throws Exception {
        String path = instance(NATIVE) + resource;
        String parts = "multipart/related; type=\"" + type + "\"";
        HttpResponse<byte[]> several = get(path, "Accept", parts);
        HttpResponse<byte[]> alone = get(path, "Accept", type);
        assertThat(header(several, "Content-Type")).startsWith("multipart/related");
        assertThat(header(alone, "Content-Type")).startsWith(type);

        assertThat(get(path, "Accept", type, "If-None-Match", header(several, "ETag"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get(path, "Accept", parts, "If-None-Match", header(alone, "ETag"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHeadOfWhatHasNoKnownLengthSaysNone() throws Exception {
        for (String resource : List.of("/metadata", "/frames/1", "/bulkdata")) {
            HttpResponse<byte[]> head = head(instance(NATIVE) + resource, "Accept", "multipart/related, */*;q=0.1");
            assertThat(head.statusCode()).as(resource).isEqualTo(200);
            assertThat(header(head, "Content-Length")).as(resource).isEmpty();
        }
    }

    @Test
    void aHeadSaysHowLongItIsAndDisclosesNothing() throws Exception {
        HttpResponse<byte[]> head = head(PIXELS, "Accept", "application/octet-stream");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + LENGTH);
        assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(head(instance("1.9.9"), "Accept", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void errorsSayWhatToDoAsTextOrJson() throws Exception {
        HttpResponse<byte[]> text = get(PIXELS, "Accept", "image/gif, text/*");
        HttpResponse<byte[]> json = get(PIXELS, "Accept", "application/json");

        assertThat(text.statusCode()).isEqualTo(406);
        assertThat(header(text, "Content-Type")).startsWith("text/plain");
        assertThat(text(text)).contains("application/octet-stream");
        assertThat(header(json, "Content-Type")).isEqualTo("application/json");
        assertThat(text(json)).startsWith("{\"status\":406,\"message\":\"Bulk data are sent as");
        HttpResponse<byte[]> put =
                running.send(HttpRequest.newBuilder().PUT(BodyPublishers.ofString("x")), "/dicom-web/studies/" + STUDY);
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(header(put, "Allow")).contains("GET");
        assertThat(text(put)).contains("POST");
    }
}
