package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that lie about themselves: sent to a running source, and asked for again by every way that looks into them. */
@org.junit.jupiter.api.Tag("integration")
class HostileImagesTest extends WebScene {
    private static final String IMAGE = SERIES + ".7";
    private static final String FRAME = "multipart/related; type=\"application/octet-stream\"";
    private static final String WADO = "/wado?requestType=WADO&studyUID=" + STUDY + "&seriesUID=" + SERIES
            + "&objectUID=" + IMAGE + "&contentType=";

    private Status send(String syntax, InputStream dataSet) throws IOException {
        RemoteEntity source = RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort());
        var pair = new PresentationContextPlan.Pair(UID.CTImageStorage, syntax);
        try (Association association =
                Association.open(ApplicationEntity.of("MODALITY"), source, PresentationContextPlan.of(List.of(pair)))) {
            return association.store(StoreOperation.of(UID.CTImageStorage, IMAGE, syntax, dataSet));
        }
    }

    private void accept(Attributes image, String syntax) throws IOException {
        assertThat(send(syntax, new ByteArrayInputStream(written(image, syntax))))
                .isEqualTo(Status.SUCCESS);
    }

    private static byte[] written(Attributes image, String syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.of(syntax), image);
        return out.toByteArray();
    }

    private static Attributes image() {
        return DataSets.ct(SERIES, IMAGE)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.BitsAllocated, 16)
                .setInt(Tag.BitsStored, 16)
                .setInt(Tag.HighBit, 15)
                .setInt(Tag.PixelRepresentation, 0);
    }

    private void assertNothingIsKept() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().contains("instances")
                                    || file.toString().contains("incoming"))
                            .filter(Files::isRegularFile))
                    .isEmpty();
        }
    }

    /** By every way that looks at pixels: whoever cannot give them says so in words, and is there for the next. */
    private void assertRefusedInWords(int... statuses) throws Exception {
        for (HttpResponse<byte[]> response : List.of(
                get(instance(IMAGE) + "/frames/1", "Accept", FRAME),
                get(instance(IMAGE) + "/rendered", "Accept", "image/png"),
                get(instance(IMAGE) + "/thumbnail", "Accept", "image/jpeg"),
                get(WADO + "image/jpeg"))) {
            assertThat(statuses).as(text(response)).contains(response.statusCode());
            assertThat(text(response)).hasSizeBetween(20, 2_000).doesNotContain("Exception", "dev.xdsi");
        }
        assertThat(get(instance(IMAGE), "Accept", "application/dicom").statusCode())
                .isEqualTo(200);
    }

    @Test
    void d25AValueOfFourGigabytesInOneByte() throws Exception {
        byte[] whole = written(image(), UID.ExplicitVRLittleEndian);
        ByteBuffer lie = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        lie.putShort((short) 0x7FE1).putShort((short) 0x1010).put("OB".getBytes(StandardCharsets.US_ASCII));
        lie.putShort((short) 0).putInt(0xFFFFFFFE).put((byte) 1);

        Status status = send(
                UID.ExplicitVRLittleEndian,
                new SequenceInputStream(new ByteArrayInputStream(whole), new ByteArrayInputStream(lie.array())));

        assertThat(status.isFailure()).isTrue();
        assertNothingIsKept();
    }

    @Test
    void d29RowsInFourBytesAreReadAsTheyStandOrRefused() throws Exception {
        Attributes image = image();
        image.setBytes(Tag.Rows, VR.UL, new byte[] {8, 0, 0, 0});
        accept(image, UID.ExplicitVRLittleEndian);

        HttpResponse<byte[]> rendered = get(instance(IMAGE) + "/rendered", "Accept", "image/png");
        assertThat(rendered.statusCode()).isIn(200, 406);
        assertThat(text(get(instance(IMAGE) + "/metadata", "Accept", "application/dicom+json")))
                .contains("\"00280010\":{\"vr\":\"UL\",\"Value\":[8]}");
    }

    @ParameterizedTest
    @CsvSource({"65535,65535,2147483647", "65535,65535,1", "8,8,2147483647", "8,8,0", "46341,46341,2"})
    void d30PixelsThatAreNotThere(int rows, int columns, int frames) throws Exception {
        accept(
                image().setInt(Tag.Rows, rows)
                        .setInt(Tag.Columns, columns)
                        .setString(Tag.NumberOfFrames, Integer.toString(frames)),
                UID.ExplicitVRLittleEndian);

        assertRefusedInWords(404, 406);
    }

    @Test
    void d31AnIndexBeyondThePaletteIsItsLastColour() throws Exception {
        byte[] table = {0, 0, 0, (byte) 0xFF};
        byte[] indices = new byte[64];
        Arrays.fill(indices, (byte) 200);
        Attributes image = image().setString(Tag.PhotometricInterpretation, "PALETTE COLOR")
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setBytes(Tag.PixelData, VR.OB, indices);
        for (int tag = 0; tag < 3; tag++) {
            image.setInt(Tag.RedPaletteColorLookupTableDescriptor + tag, VR.US, 2, 0, 16);
            image.setBytes(Tag.RedPaletteColorLookupTableData + tag, VR.OW, table);
        }
        accept(image, UID.ExplicitVRLittleEndian);

        HttpResponse<byte[]> rendered = get(instance(IMAGE) + "/rendered", "Accept", "image/png");

        assertThat(rendered.statusCode()).isEqualTo(200);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(rendered.body()));
        assertThat(picture.getRGB(3, 3) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    /** Offsets of frames that lie outside of the fragments, in no order, or within one. */
    @ParameterizedTest
    @ValueSource(strings = {"0,4000000000", "0,8,16,24", "96,0", "0,3"})
    void d32OffsetsThatLie(String offsets) throws Exception {
        String[] each = offsets.split(",", -1);
        ByteBuffer table = ByteBuffer.allocate(4 * each.length).order(ByteOrder.LITTLE_ENDIAN);
        for (String offset : each) {
            table.putInt((int) Long.parseLong(offset));
        }
        byte[] frame = rle(frame(1, SMALL));
        accept(
                image().setInt(Tag.BitsAllocated, 8)
                        .setInt(Tag.BitsStored, 8)
                        .setInt(Tag.HighBit, 7)
                        .setString(Tag.NumberOfFrames, "2")
                        .set(new Element(
                                Tag.PixelData,
                                VR.OB,
                                new Value.Fragments(List.of(
                                        BulkData.of(table.array()),
                                        BulkData.of(Arrays.copyOf(frame, 20)),
                                        BulkData.of(Arrays.copyOfRange(frame, 20, frame.length / 4 * 2)),
                                        BulkData.of(Arrays.copyOfRange(frame, frame.length / 4 * 2, frame.length)))))),
                RLE);

        assertRefusedInWords(404, 406);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 70})
    void d32SegmentsThatLie(int length) throws Exception {
        byte[] frame = Arrays.copyOf(rle(frame(1, SMALL)), length + (length & 1));
        if (length >= 8) {
            ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 15).putInt(4, Integer.MAX_VALUE);
        }
        accept(
                image().setInt(Tag.BitsAllocated, 8)
                        .setInt(Tag.BitsStored, 8)
                        .setInt(Tag.HighBit, 7)
                        .set(new Element(
                                Tag.PixelData,
                                VR.OB,
                                new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(frame))))),
                RLE);

        HttpResponse<byte[]> rendered = get(instance(IMAGE) + "/rendered", "Accept", "image/png");
        assertThat(rendered.statusCode()).isEqualTo(406);
        assertThat(text(rendered)).hasSizeGreaterThan(20).doesNotContain("Exception");
    }

    @Test
    void d39ThePreambleOfAProgramIsGoneAndNothingIsSniffed() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Part10.write(file, FileMeta.of(image(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN), image());
        byte[] polyglot = file.toByteArray();
        byte[] program = "MZ<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(program, 0, polyglot, 0, program.length);
        HttpResponse<byte[]> stored = running.send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/dicom")
                        .header("Accept", "application/dicom+json")
                        .POST(BodyPublishers.ofByteArray(polyglot)),
                "/dicom-web/studies");
        assertThat(stored.statusCode()).as(text(stored)).isEqualTo(200);

        for (HttpResponse<byte[]> served :
                List.of(get(instance(IMAGE), "Accept", "application/dicom"), get(WADO + "application/dicom"))) {
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(Arrays.copyOf(served.body(), 128)).containsOnly(0);
            assertThat(header(served, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void d40PrivateCreatorsThatCollideComeBackAsTheyWere() throws Exception {
        Attributes image = image();
        image.setBytes(0x00090010, VR.LO, "ONE ".getBytes(StandardCharsets.US_ASCII));
        image.setBytes(0x00090011, VR.LO, "ONE ".getBytes(StandardCharsets.US_ASCII));
        image.setBytes(0x00091001, VR.LO, "a ".getBytes(StandardCharsets.US_ASCII));
        image.setBytes(0x00091101, VR.LO, "b ".getBytes(StandardCharsets.US_ASCII));
        accept(image, UID.ExplicitVRLittleEndian);

        assertThat(text(get(instance(IMAGE) + "/metadata", "Accept", "application/dicom+json")))
                .contains("\"00091001\"", "\"00091101\"");
        byte[] file = get(instance(IMAGE), "Accept", "application/dicom").body();
        byte[] sent = written(image, UID.ExplicitVRLittleEndian);
        assertThat(Arrays.copyOfRange(file, file.length - sent.length, file.length))
                .isEqualTo(sent);
    }

    @Test
    void d41EscapesThatAreNoneHoldNothingUp() throws Exception {
        Attributes image = image().setBytes(Tag.SpecificCharacterSet, VR.CS, even("\\ISO 2022 IR 87\\ISO_IR 999"));
        byte[] name = {'Y', 0x1B, '$', 'B', (byte) 0xFF, 0x1B, 0x1B, '(', 'Z', 0x1B, '^', 'T'};
        image.setBytes(Tag.PatientName, VR.PN, name);
        accept(image, UID.ExplicitVRLittleEndian);

        HttpResponse<byte[]> found = get("/dicom-web/studies?PatientID=4711", "Accept", "application/dicom+json");
        assertThat(found.statusCode()).isEqualTo(200);
        new ObjectMapper().readTree(found.body());
        assertThat(text(found)).contains(STUDY).doesNotContain("\u001B");
        assertThat(link("P1^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO").statusCode())
                .isEqualTo(200);
        running.pass(RunningSource.QUIET.plusSeconds(1));
        running.awaitPublication(STUDY, "\"published\"");
    }

    /** Of values that have ASCII alone, other bytes are found in the field. */
    @ParameterizedTest
    @CsvSource({"00180015,CS", "00080020,DA", "00080060,CS", "00081010,SH", "00201041,DS", "00200010,SH", "00081155,UI"
    })
    void d41BytesThatAreNotInTheirRepertoireHoldNothingUp(String tag, VR vr) throws Exception {
        Attributes image = image().remove(Tag.SpecificCharacterSet).setString(Tag.InstitutionName, "A");
        image.setString(Tag.PatientName, "A^B");
        image.setBytes(Integer.parseUnsignedInt(tag, 16), vr, new byte[] {'1', (byte) 0xFC, (byte) 0xFF, '2'});
        accept(image, UID.ExplicitVRLittleEndian);

        for (String path : List.of("/dicom-web/studies", "/dicom-web/studies/" + STUDY + "/instances")) {
            HttpResponse<byte[]> found = get(path, "Accept", "application/dicom+json");
            assertThat(found.statusCode()).as(text(found)).isEqualTo(200);
            assertThat(text(found)).contains(STUDY);
        }
        for (String type : List.of("application/dicom+json", "multipart/related; type=\"application/dicom+xml\"")) {
            assertThat(get(instance(IMAGE) + "/metadata", "Accept", type).statusCode())
                    .isEqualTo(200);
        }
        assertThat(link("P1^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO").statusCode())
                .isEqualTo(200);
        running.pass(RunningSource.QUIET.plusSeconds(1));
        running.awaitPublication(STUDY, "\"published\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4711^^^&1.2.3&ISO",
                "4711\\4712",
                "*)(uid=*))(|(uid=*",
                "'; drop table study; --",
                "<x a=\"&#0;\">]]>&amp;",
                "%00%2e%2e/"
            })
    void d42APatientIdIsTextAndNothingElse(String id) throws Exception {
        Attributes image = image();
        image.setBytes(Tag.PatientID, VR.LO, even(id));
        accept(image, UID.ExplicitVRLittleEndian);

        String first = id.split("\\\\", -1)[0];
        HttpResponse<byte[]> found = get(
                "/dicom-web/studies?PatientID=" + URLEncoder.encode(first.replace("*", "?"), StandardCharsets.UTF_8),
                "Accept",
                "application/dicom+json");
        assertThat(found.statusCode()).isIn(200, 204);
        HttpResponse<byte[]> all = get("/dicom-web/studies", "Accept", "application/dicom+json");
        assertThat(new ObjectMapper()
                        .readTree(all.body())
                        .path(0)
                        .path("00100020")
                        .path("Value")
                        .path(0)
                        .asText())
                .isEqualTo(first);
        assertThat(link("P1^^^&1.3.6.1.4.1.21367.2005.13.20.1000&ISO").statusCode())
                .isEqualTo(200);
        running.pass(RunningSource.QUIET.plusSeconds(1));
        running.awaitPublication(STUDY, "\"published\"");
    }

    private static byte[] even(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        byte[] even = Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
        if (even.length > bytes.length) {
            even[bytes.length] = ' ';
        }
        return even;
    }

    @Test
    void d43ANameOfHtmlIsTextToWhoeverReadsIt() throws Exception {
        accept(image().setString(Tag.PatientName, "<img onerror>^B"), UID.ExplicitVRLittleEndian);

        HttpResponse<byte[]> found = get("/dicom-web/studies", "Accept", "application/dicom+json");
        assertThat(header(found, "Content-Type")).startsWith("application/dicom+json");
        assertThat(header(found, "X-Content-Type-Options")).isEqualTo("nosniff");
        HttpResponse<byte[]> xml =
                get("/dicom-web/studies", "Accept", "multipart/related; type=\"application/dicom+xml\"");
        assertThat(text(xml)).contains("&lt;img onerror&gt;").doesNotContain("<img");
    }

    /** A rejection note of somebody else's study hides nothing of this one. */
    @Test
    void d46ARejectionNoteOfAnotherPatientHidesNothing() throws Exception {
        accept(image(), UID.ExplicitVRLittleEndian);
        Attributes note = DataSets.keyObject(SERIES + ".99", "113001", IMAGE)
                .setString(Tag.PatientID, "SOMEBODY-ELSE")
                .setString(Tag.StudyInstanceUID, STUDY + ".5")
                .setString(Tag.SeriesInstanceUID, STUDY + ".5.1");

        running.store(note);

        assertThat(get(instance(IMAGE), "Accept", "application/dicom").statusCode())
                .isEqualTo(200);
        assertThat(text(get("/dicom-web/studies", "Accept", "application/dicom+json")))
                .contains(STUDY);
    }
}
