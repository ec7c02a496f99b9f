package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.json.BulkDataSource;
import dev.xdsi.dicom.json.JsonLimits;
import dev.xdsi.dicom.xml.NativeDicomModel;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instances, metadata, bulk data and frames by WADO-RS (PS3.18 10.4), in every representation that is offered. */
@org.junit.jupiter.api.Tag("integration")
class WadoRsTest extends WebScene {
    private static final String BASE = "http://localhost:8081";
    private static final String BYTES = "application/octet-stream";
    private static final String BYTE_PARTS = "multipart/related; type=\"application/octet-stream\"";

    @Test
    void oneInstanceComesWithoutMultipart() throws Exception {
        storeCompressed();

        HttpResponse<byte[]> alone = get(instance(COMPRESSED), "Accept", "application/dicom");
        HttpResponse<byte[]> parts = get(instance(COMPRESSED), "Accept", "*/*");

        assertThat(alone.statusCode()).isEqualTo(200);
        assertThat(header(alone, "Content-Type")).isEqualTo("application/dicom; transfer-syntax=" + RLE);
        assertThat(header(parts, "Content-Type")).startsWith("multipart/related; type=\"application/dicom\"");
        assertThat(alone.body()).isEqualTo(parts(parts).getFirst());
        assertThat(get("/dicom-web/studies/" + STUDY, "Accept", "application/dicom")
                        .statusCode())
                .as("of a study there may be several")
                .isEqualTo(406);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/dicom                                                                          | 1.2.840.10008.1.2.5
            application/dicom; transfer-syntax=*                                                       | 1.2.840.10008.1.2.5
            application/dicom; transfer-syntax=1.2.840.10008.1.2.1                                     | 1.2.840.10008.1.2.1
            application/dicom; transfer-syntax=1.2.840.10008.1.2                                       | 1.2.840.10008.1.2
            application/dicom; transfer-syntax=1.2.840.10008.1.2.4.80, application/dicom; transfer-syntax=1.2.840.10008.1.2.5 | 1.2.840.10008.1.2.5
            application/dicom; transfer-syntax=*; q=0.5, application/dicom; transfer-syntax=1.2.840.10008.1.2.1; q=0.9        | 1.2.840.10008.1.2.1
            application/dicom; transfer-syntax=1.2.840.10008.1.2.5; q=0, application/dicom; transfer-syntax=*                 | 1.2.840.10008.1.2.1
            """)
    void theTransferSyntaxIsTheOneThatTheCallerLikesBest(String accept, String syntax) throws Exception {
        storeCompressed();

        HttpResponse<byte[]> response = get(instance(COMPRESSED), "Accept", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Part10.read(new ByteArrayInputStream(response.body()), ReadOptions.DEFAULT)
                        .transferSyntax()
                        .uid())
                .isEqualTo(syntax);
    }

    @Test
    void aLinkNamesTheMediaTypeInItsQuery() throws Exception {
        storeCompressed();

        assertThat(header(get(instance(COMPRESSED) + "?accept=application/dicom", "Accept", "*/*"), "Content-Type"))
                .startsWith("application/dicom;");
        assertThat(header(get(instance(COMPRESSED) + "?accept=image/png", "Accept", "*/*"), "Content-Type"))
                .as("what is not to be had so comes as the header says")
                .startsWith("multipart/related");
        assertThat(get(instance(COMPRESSED) + "?accept=application/dicom", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void metadataNameEveryBulkDataByAnAddressThatHasIt() throws Exception {
        byte[] large = new byte[100_000];
        large[99_999] = 7;
        Attributes icon = new Attributes().setBytes(Tag.PixelData, VR.OB, new byte[] {1, 2, 3, 4});
        store(
                DataSets.ct(SERIES, NATIVE)
                        .setString(Tag.StudyDescription, "\"BulkDataURI\":\"no/uri\"")
                        .setBytes(Tag.OverlayData + 0x20000, VR.OW, new byte[] {9, 8})
                        .setBytes(Tag.EncapsulatedDocument, VR.OB, large)
                        .setItems(Tag.IconImageSequence, icon),
                UID.ExplicitVRLittleEndian);

        String json = text(get(instance(NATIVE) + "/metadata", "Accept", "application/dicom+json"));

        List<String> uris = Pattern.compile("\"BulkDataURI\":\"([^\"]*)\"")
                .matcher(json)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(uris)
                .containsExactlyInAnyOrder(
                        BASE + instance(NATIVE) + "/bulkdata/00420011",
                        BASE + instance(NATIVE) + "/bulkdata/00880200/0/7FE00010",
                        BASE + instance(NATIVE) + "/bulkdata/60023000",
                        BASE + instance(NATIVE) + "/bulkdata/7FE00010");
        assertThat(json).contains("\\\"BulkDataURI\\\":\\\"no/uri\\\"");
        assertThat(bulkData("00420011")).isEqualTo(large);
        assertThat(bulkData("00880200/0/7FE00010")).containsExactly(1, 2, 3, 4);
        assertThat(bulkData("60023000")).containsExactly(9, 8);
        assertThat(bulkData("7FE00010")).hasSize(128);
        assertThat(get(instance(NATIVE) + "/bulkdata/00880200/1/7FE00010").statusCode())
                .isEqualTo(404);
        assertThat(get(instance(NATIVE) + "/bulkdata/00100010").statusCode())
                .as("no bulk data")
                .isEqualTo(404);
    }

    private byte[] bulkData(String path) throws Exception {
        HttpResponse<byte[]> alone = get(instance(NATIVE) + "/bulkdata/" + path, "Accept", BYTES);
        HttpResponse<byte[]> parts = get(instance(NATIVE) + "/bulkdata/" + path, "Accept", BYTE_PARTS);
        assertThat(header(alone, "Content-Type")).isEqualTo(BYTES);
        assertThat(parts(parts)).singleElement().isEqualTo(alone.body());
        return alone.body();
    }

    @Test
    void metadataComeAsXmlToo() throws Exception {
        storeNative();
        storeCompressed();

        HttpResponse<byte[]> response = get(
                "/dicom-web/studies/" + STUDY + "/metadata",
                "Accept",
                "multipart/related; type=\"application/dicom+xml\"");

        assertThat(header(response, "Content-Type")).startsWith("multipart/related; type=\"application/dicom+xml\"");
        List<byte[]> documents = parts(response);
        assertThat(documents).hasSize(2);
        Attributes first = NativeDicomModel.read(
                new ByteArrayInputStream(documents.getFirst()), JsonLimits.DEFAULT, BulkDataSource.IGNORE);
        assertThat(first.string(Tag.PatientName)).contains("Müller^Jürg");
        assertThat(first.string(Tag.SOPInstanceUID)).contains(NATIVE);
        assertThat(new String(documents.getLast(), StandardCharsets.UTF_8))
                .contains("<BulkData uri=\"" + BASE + instance(COMPRESSED) + "/bulkdata/7FE00010\"");
    }

    @Test
    void framesOfANativeImageAreItsPixels() throws Exception {
        storeNative();

        HttpResponse<byte[]> both = get(instance(NATIVE) + "/frames/2,1", "Accept", BYTE_PARTS);
        HttpResponse<byte[]> second = get(instance(NATIVE) + "/frames/2", "Accept", BYTES);

        assertThat(parts(both)).containsExactly(frame(2, SIDE), frame(1, SIDE));
        assertThat(second.body()).isEqualTo(frame(2, SIDE));
        assertThat(get(instance(NATIVE) + "/frames/3", "Accept", BYTES).statusCode())
                .isEqualTo(404);
        assertThat(get(instance(NATIVE) + "/frames/0", "Accept", BYTES).statusCode())
                .isEqualTo(404);
        assertThat(get(instance(NATIVE) + "/frames/1", "Accept", "image/jpeg").statusCode())
                .isEqualTo(406);
    }

    @Test
    void framesOfACompressedImageComeAsTheyAreOrDecoded() throws Exception {
        storeCompressed();
        String frames = instance(COMPRESSED) + "/frames/3,2";

        HttpResponse<byte[]> kept = get(frames, "Accept", "multipart/related; type=\"image/dicom-rle\"");
        HttpResponse<byte[]> decoded =
                get(frames, "Accept", BYTE_PARTS + "; transfer-syntax=" + UID.ExplicitVRLittleEndian);

        assertThat(parts(kept)).containsExactly(rle(frame(3, SMALL)), rle(frame(2, SMALL)));
        assertThat(text(kept)).contains("Content-Type: image/dicom-rle; transfer-syntax=" + RLE);
        assertThat(parts(decoded)).containsExactly(frame(3, SMALL), frame(2, SMALL));
        assertThat(parts(get(frames, "Accept", BYTE_PARTS)))
                .as("bytes without a transfer syntax are uncompressed")
                .containsExactly(frame(3, SMALL), frame(2, SMALL));
        assertThat(parts(get(frames, "Accept", BYTE_PARTS + "; transfer-syntax=*")))
                .as("in any, they are what they are")
                .containsExactly(rle(frame(3, SMALL)), rle(frame(2, SMALL)));
        assertThat(parts(get(instance(COMPRESSED) + "/bulkdata/7FE00010")))
                .as("compressed pixels are had as their frames")
                .containsExactly(rle(frame(1, SMALL)), rle(frame(2, SMALL)), rle(frame(3, SMALL)));
    }

    @Test
    void allBulkDataComeAtOnceEachWithItsPlace() throws Exception {
        storeNative();
        storeCompressed();

        HttpResponse<byte[]> all = get("/dicom-web/studies/" + STUDY + "/bulkdata", "Accept", BYTE_PARTS);
        HttpResponse<byte[]> pixels = get(instance(NATIVE) + "/pixeldata", "Accept", BYTE_PARTS);

        String compressed = instance(COMPRESSED);
        assertThat(parts(all)).hasSize(4);
        assertThat(parts(all).getFirst()).hasSize(2 * SIDE * SIDE);
        for (int number = 1; number <= 3; number++) {
            assertThat(parts(all).get(number))
                    .isEqualTo(frame(number, SMALL))
                    .isEqualTo(get(compressed + "/frames/" + number, "Accept", BYTES)
                            .body());
        }
        Matcher places = Pattern.compile("Content-Location: (\\S+)").matcher(text(all));
        assertThat(places.results().map(place -> place.group(1)))
                .containsExactly(
                        BASE + instance(NATIVE) + "/bulkdata/7FE00010",
                        BASE + compressed + "/frames/1",
                        BASE + compressed + "/frames/2",
                        BASE + compressed + "/frames/3");
        assertThat(parts(pixels)).singleElement().isEqualTo(parts(all).getFirst());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/related; type="application/octet-stream"; transfer-syntax=* | application/octet-stream
            multipart/related; type="image/dicom-rle"                             | image/dicom-rle
            */*                                                                   | image/dicom-rle
            """)
    void compressedPixelsComeAsTheyAreToWhoTakesThem(String accept, String type) throws Exception {
        storeCompressed();

        HttpResponse<byte[]> pixels = get(instance(COMPRESSED) + "/pixeldata", "Accept", accept);

        assertThat(header(pixels, "Content-Type")).startsWith("multipart/related; type=\"" + type + "\"");
        assertThat(text(pixels)).contains("Content-Type: " + type + "; transfer-syntax=" + RLE + "\r\n");
        assertThat(parts(pixels)).containsExactly(rle(frame(1, SMALL)), rle(frame(2, SMALL)), rle(frame(3, SMALL)));
    }

    @Test
    void bulkDataInATransferSyntaxThatNobodyMakesAreRefused() throws Exception {
        storeNative();
        storeCompressed();
        String accept = BYTE_PARTS + "; transfer-syntax=" + UID.JPEG2000Lossless;

        for (String resource : List.of("/bulkdata", "/pixeldata")) {
            assertThat(get("/dicom-web/studies/" + STUDY + resource, "Accept", accept)
                            .statusCode())
                    .isEqualTo(406);
            assertThat(get(instance(COMPRESSED) + resource, "Accept", accept).statusCode())
                    .isEqualTo(406);
        }
    }

    @Test
    void pixelsOfAnIconAreThoseOfTheIcon() throws Exception {
        Attributes icon = new Attributes()
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, 4)
                .setInt(Tag.Columns, 4)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .set(fragments(rle(frame(5, 4))));
        store(
                DataSets.ct(SERIES, COMPRESSED)
                        .setInt(Tag.SamplesPerPixel, 1)
                        .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                        .setInt(Tag.BitsAllocated, 8)
                        .setInt(Tag.BitsStored, 8)
                        .setInt(Tag.HighBit, 7)
                        .setInt(Tag.PixelRepresentation, 0)
                        .setItems(Tag.IconImageSequence, icon)
                        .set(fragments(rle(frame(1, SMALL)))),
                RLE);
        String path = instance(COMPRESSED) + "/bulkdata";
        String any = BYTE_PARTS + "; transfer-syntax=*";

        assertThat(parts(get(path + "/00880200/0/7FE00010", "Accept", any))).containsExactly(rle(frame(5, 4)));
        assertThat(get(path + "/00880200/0/7FE00010", "Accept", BYTES).body()).isEqualTo(frame(5, 4));
        HttpResponse<byte[]> all = get(path, "Accept", any);
        assertThat(parts(all)).containsExactly(rle(frame(5, 4)), rle(frame(1, SMALL)));
        assertThat(text(all)).contains("Content-Location: " + BASE + path + "/00880200/0/7FE00010\r\n");
        assertThat(parts(get(path, "Accept", BYTE_PARTS))).containsExactly(frame(5, 4), frame(1, SMALL));
    }

    private static Element fragments(byte[]... frames) {
        List<BulkData> items = new ArrayList<>(List.of(BulkData.of(new byte[0])));
        for (byte[] frame : frames) {
            items.add(BulkData.of(frame));
        }
        return new Element(Tag.PixelData, VR.OB, new Value.Fragments(items));
    }

    /** A video is one stream for all its frames. */
    @Test
    void pixelsThatHaveNoFramesComeWholeAsTheyAre() throws Exception {
        byte[] stream = {0, 0, 1, 9, 8, 7, 6, 5};
        store(DataSets.ct(SERIES, COMPRESSED).setInt(Tag.NumberOfFrames, 25).set(fragments(stream)), UID.MPEG4HP41);
        String pixels = instance(COMPRESSED) + "/pixeldata";

        HttpResponse<byte[]> whole = get(pixels, "Accept", BYTE_PARTS + "; transfer-syntax=*");

        assertThat(parts(whole)).containsExactly(stream);
        assertThat(text(whole)).contains("transfer-syntax=" + UID.MPEG4HP41);
        assertThat(get(pixels, "Accept", BYTE_PARTS).statusCode()).isEqualTo(406);
    }

    @Test
    void whatCameBeforeIsLookedAtAnew() throws Exception {
        storeNative();
        String described = text(get(instance(NATIVE) + "/metadata", "Accept", "application/json"));
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update imaging_source.instance set frames = null, metadata = 'x'");
            statement.execute("delete from imaging_source.metadata_vocabulary");
        }
        assertThat(get(instance(NATIVE) + "/frames/2", "Accept", BYTES).body()).isEqualTo(frame(2, SIDE));

        running.close();
        running = new RunningSource(folder, new RecordingRepository(), START);

        for (int tries = 0; tries < 500 && isUndescribed(); tries++) {
            Thread.sleep(20);
        }
        assertThat(text(get(instance(NATIVE) + "/metadata", "Accept", "application/json")))
                .isEqualTo(described);
        assertThat(get(instance(NATIVE) + "/frames/2", "Accept", BYTES).body()).isEqualTo(frame(2, SIDE));
    }

    private static boolean isUndescribed() throws SQLException {
        try (Connection connection = TestDatabase.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from imaging_source.instance where frames is null")) {
            return rows.next();
        }
    }

    @Test
    void whatLeftIsOnRecordAndWhatDidNotIsToo() throws Exception {
        storeNative();
        get(instance(NATIVE) + "/frames/1", "Accept", BYTES);
        assertThat(audit()).contains("RAD-107", STUDY, "4711");

        int before = running.audit.read(0, 1000).size();
        get(instance(NATIVE) + "/frames/9", "Accept", BYTES);
        get("/dicom-web/studies/1.9.9/bulkdata", "Accept", "*/*");
        assertThat(running.audit.read(0, 1000)).hasSize(before + 2);
    }
}
