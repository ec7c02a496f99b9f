package dev.xdsi.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames and bulk data over virtual DICOMweb: cut out of images that are fetched once, as they are or uncompressed. */
@Tag("integration")
class DicomWebFramesTest {
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
        List<byte[]> frames = DicomWebTest.parts(response);
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
        assertThat(DicomWebTest.parts(one)).containsExactly(concatenated(List.of(first, second)));
        assertThat(new String(one.body(), StandardCharsets.ISO_8859_1))
                .contains("Content-Type: image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90\r\n");
        assertThat(DicomWebTest.parts(site.get(
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

        assertThat(DicomWebTest.parts(site.get(frame))).containsExactly(runs);
        assertThat(DicomWebTest.parts(site.get(frame, native8 + "*"))).containsExactly(runs);
        assertThat(DicomWebTest.parts(site.get(frame, bytes))).containsExactly(decoded);
        HttpResponse<byte[]> plain = site.get(frame, native8 + UID.ExplicitVRLittleEndian);
        assertThat(DicomWebTest.parts(plain)).containsExactly(decoded);
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

        assertThat(DicomWebTest.parts(site.get(frames + "1,2")))
                .containsExactly(concatenated(List.of(begin, middle, end)), whole);
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
    void anImageIsFetchedOnceForAllItsFramesAndValues() throws Exception {
        site.show();
        String image = "/dicom-web" + TestStudy.path(TestStudy.THIRD);

        byte[] frame = DicomWebTest.parts(site.get(image + "/frames/1")).getFirst();

        assertThat(frame).hasSize(100_000);
        assertThat(DicomWebTest.parts(site.get(image + "/bulkdata/7FE00010"))).containsExactly(frame);
        assertThat(new String(
                        DicomWebTest.parts(site.get(image + "/bulkdata/00081140/3/00081155"))
                                .getFirst(),
                        StandardCharsets.US_ASCII))
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
}
