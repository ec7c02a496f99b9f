package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports as people read them, by WADO-RS (PS3.18 8.7.4, 10.4.1.1.3) and by WADO-URI (PS3.18 9). */
@org.junit.jupiter.api.Tag("integration")
class RenderedReportTest extends WebScene {
    private static final String REPORT = ReportScene.FIRST;
    private static final String OTHER = ReportScene.SECOND;
    private static final String WORDS = "Keine <b>neuen</b> Herde, Größe unverändert";
    private static final String WADO =
            "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + ReportScene.REPORTS + "&objectUID=" + REPORT;

    private static String rendered(String uid) {
        return "/dicom-web/studies/" + STUDY + "/series/" + ReportScene.REPORTS + "/instances/" + uid + "/rendered";
    }

    private void storeReport() throws Exception {
        Attributes text = new Attributes()
                .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                .setString(Tag.RelationshipType, "CONTAINS")
                .setString(Tag.ValueType, "TEXT")
                .setString(Tag.TextValue, WORDS);
        store(
                ReportScene.structured(REPORT, "")
                        .setString(Tag.SpecificCharacterSet, "ISO_IR 100")
                        .setItems(Tag.ContentSequence, text),
                UID.ExplicitVRLittleEndian);
    }

    private void storePdf(byte[] document) throws Exception {
        store(ReportScene.encapsulated(REPORT, document), UID.ExplicitVRLittleEndian);
    }

    private static void assertHarmless(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Security-Policy")).contains("default-src 'none'", "sandbox");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */*                                             | html
                    text/html,application/xhtml+xml,*/*;q=0.8       | html
                    text/plain;q=0.9, text/html;q=0.5               | plain
                    image/jpeg, text/*;q=0.1                        | html
                    text/plain                                      | plain
                    text/html;q=0, text/*                           | plain
                    """)
    void aStructuredReportIsReadAsTheCallerLikesBest(String accept, String type) throws Exception {
        storeReport();
        HttpResponse<byte[]> response = get(rendered(REPORT), "Accept", accept);

        assertHarmless(response);
        assertThat(header(response, "Content-Type")).isEqualTo("text/" + type + ";charset=utf-8");
        assertThat(text(response))
                .contains("Größe unverändert", "COMPLETE", "VERIFIED", "Roentgen, Wilhelm", "4711")
                .contains(type.equals("html") ? "Keine &lt;b&gt;neuen&lt;/b&gt; Herde" : WORDS);
    }

    @Test
    void aStudyOfOneReportAndKeyObjectsAreReadToo() throws Exception {
        storeReport();
        assertThat(text(get("/dicom-web/studies/" + STUDY + "/rendered", "Accept", "text/plain")))
                .contains(WORDS);
        running.store(DataSets.keyObject(OTHER, "113000", SERIES + ".1")
                .setString(Tag.SeriesInstanceUID, ReportScene.REPORTS));
        assertThat(text(get(rendered(OTHER), "Accept", "text/plain"))).contains("4711", "113000");
        assertThat(get("/dicom-web/studies/" + STUDY + "/rendered", "Accept", "*/*")
                        .statusCode())
                .as("several")
                .isEqualTo(406);
    }

    @Test
    void itIsHadAsAnythingElseIs() throws Exception {
        storeReport();
        HttpResponse<byte[]> whole = get(rendered(REPORT), "Accept", "text/html");
        String tag = header(whole, "ETag");
        int before = running.audit.read(0, 1000).size();

        HttpResponse<byte[]> head = head(rendered(REPORT), "Accept", "text/html");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo(String.valueOf(whole.body().length));
        assertThat(header(head, "ETag")).isEqualTo(tag);
        assertThat(get(rendered(REPORT), "Accept", "text/html", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(header(get(rendered(REPORT), "Accept", "text/plain"), "ETag"))
                .isNotEqualTo(tag);
        HttpResponse<byte[]> part = get(rendered(REPORT), "Accept", "text/html", "Range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 20));

        List<String> records = running.audit.read(0, 1000).stream()
                .skip(before)
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
        assertThat(records).hasSize(4).allMatch(record -> record.contains("RAD-107") && record.contains(STUDY));
    }

    @Test
    void aRejectedOneIsUnknown() throws Exception {
        storeReport();
        running.store(DataSets.keyObject(STUDY + ".99.1", "113037", REPORT));

        assertThat(get(rendered(REPORT), "Accept", "*/*").statusCode()).isEqualTo(404);
        assertThat(get(WADO + "&contentType=text/html", "Accept", "*/*").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"viewport=10,10", "window=1,2,linear", "annotation=patient"})
    void whatIsForPicturesIsRefused(String query) throws Exception {
        storeReport();
        assertThat(get(rendered(REPORT) + "?" + query, "Accept", "*/*").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/pdf", "text/html;q=0"})
    void whatItIsNotIsNotAcceptable(String accept) throws Exception {
        storeReport();
        HttpResponse<byte[]> response = get(rendered(REPORT), "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(text(response)).contains("text/html or text/plain");
    }

    @Test
    void byWadoUriItIsReadWhenThatIsAskedFor() throws Exception {
        storeReport();
        HttpResponse<byte[]> html = get(WADO + "&contentType=text/html", "Accept", "*/*");
        assertHarmless(html);
        assertThat(text(html)).startsWith("<!DOCTYPE html>").contains("Größe unverändert");
        assertThat(text(get(WADO + "&contentType=text/plain", "Accept", "*/*"))).contains(WORDS);
        assertThat(header(get(WADO, "Accept", "*/*"), "Content-Type")).startsWith("application/dicom");
        assertThat(get(WADO + "&contentType=image/jpeg", "Accept", "*/*").statusCode())
                .isEqualTo(406);
        assertThat(get(WADO + "&contentType=text/html&rows=5", "Accept", "*/*").statusCode())
                .isEqualTo(400);
        assertThat(get(WADO + "&contentType=text/html&anonymize=yes", "Accept", "*/*")
                        .statusCode())
                .isEqualTo(400);
        storeNative();
        assertThat(get(WADO.replace(ReportScene.REPORTS, SERIES) + "&contentType=text/html")
                        .statusCode())
                .as("an image")
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1002, (1 << 20) + 1})
    void aPdfIsWhatWasEncapsulated(int length) throws Exception {
        byte[] pdf = Arrays.copyOf(ReportScene.PDF, length);
        Arrays.fill(pdf, ReportScene.PDF.length, length, (byte) 'x');
        storePdf(pdf);
        HttpResponse<byte[]> response = get(rendered(REPORT), "Accept", "*/*");

        assertHarmless(response);
        assertThat(header(response, "Content-Type")).isEqualTo("application/pdf");
        assertThat(response.body()).isEqualTo(pdf);
        HttpResponse<byte[]> part = get(rendered(REPORT), "Accept", "application/pdf", "Range", "bytes=-5");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(pdf, length - 5, length));
        assertThat(get(WADO + "&contentType=application/pdf", "Accept", "*/*").body())
                .isEqualTo(pdf);
    }

    @Test
    void whatIsNoPdfIsNotSentAsOne() throws Exception {
        storePdf("<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));
        HttpResponse<byte[]> response = get(rendered(REPORT), "Accept", "*/*");

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(text(response)).contains("%PDF-").doesNotContain("script");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment");
    }

    @Test
    void aCdaDocumentIsNotShown() throws Exception {
        store(
                ReportScene.encapsulated(REPORT, "<ClinicalDocument/>".getBytes(StandardCharsets.US_ASCII))
                        .setString(Tag.SOPClassUID, UID.EncapsulatedCDAStorage)
                        .setString(Tag.MIMETypeOfEncapsulatedDocument, "text/xml"),
                UID.ExplicitVRLittleEndian);

        assertThat(get(rendered(REPORT), "Accept", "*/*").statusCode()).isEqualTo(406);
    }

    /** A list of coordinates so long that readers leave it where it lies. */
    @Test
    void longValuesAreShownToo() throws Exception {
        double[] data = new double[40_000];
        data[data.length - 2] = 1.5;
        data[data.length - 1] = 987_654;
        store(
                ReportScene.structured(REPORT, "")
                        .setItems(
                                Tag.ContentSequence,
                                new Attributes()
                                        .setString(Tag.RelationshipType, "CONTAINS")
                                        .setString(Tag.ValueType, "SCOORD")
                                        .setString(Tag.GraphicType, "POLYLINE")
                                        .setReal(Tag.GraphicData, VR.FL, data)),
                UID.ExplicitVRLittleEndian);

        assertThat(text(get(rendered(REPORT), "Accept", "text/plain"))).contains("0.0, 1.5, 987654.0 (pixels)");
    }
}
