package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.UID;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
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

    @ParameterizedTest
    @ValueSource(strings = {"bytes=180000-", "bytes=999999999-1000000000", "bytes=-0"})
    void aRangeBeyondTheEndIsNone(String range) throws Exception {
        HttpResponse<byte[]> response = get(PIXELS, "Range", range);

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */" + LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=1-2,5-6", "lines=1-2", "bytes=", "bytes=-", "bytes=7-3", "bytes=99999999999999999999-"})
    void whatIsNoSingleRangeIsAnsweredWithAll(String range) throws Exception {
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
