package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compressed instances by RAD-69, WADO-RS and WADO-URI for who takes them only uncompressed. */
@org.junit.jupiter.api.Tag("integration")
class DecompressedRetrievalTest extends SourceScene {
    private static final String GOOD = SERIES + ".1";
    private static final String BROKEN = SERIES + ".2";
    private static final int PIXELS = 64;
    private static final int FRAMES = 3;
    private static final String EXPLICIT = "; transfer-syntax=" + UID.ExplicitVRLittleEndian;

    private final List<byte[]> pixels = new ArrayList<>();

    /** Three frames in RLE; the last of a broken one ends early. */
    private void store(String uid, boolean broken) throws IOException {
        Random random = new Random(5);
        List<BulkData> items = new ArrayList<>(List.of(BulkData.of(new byte[0])));
        pixels.clear();
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = new byte[2 * PIXELS];
            random.nextBytes(frame);
            pixels.add(frame);
            byte[] encoded = rle(frame);
            items.add(BulkData.of(broken && i == FRAMES - 1 ? Arrays.copyOf(encoded, 100) : encoded));
        }
        Attributes image = DataSets.ct(SERIES, uid)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.BitsAllocated, 16)
                .setInt(Tag.BitsStored, 16)
                .setInt(Tag.HighBit, 15)
                .setInt(Tag.PixelRepresentation, 0)
                .setInt(Tag.NumberOfFrames, FRAMES)
                .set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(items)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.of(UID.RLELossless), image);
        RemoteEntity source = RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort());
        PresentationContextPlan.Pair pair = new PresentationContextPlan.Pair(UID.CTImageStorage, UID.RLELossless);
        try (Association association =
                Association.open(ApplicationEntity.of("MODALITY"), source, PresentationContextPlan.of(List.of(pair)))) {
            assertThat(association.store(StoreOperation.of(
                            UID.CTImageStorage, uid, UID.RLELossless, new ByteArrayInputStream(out.toByteArray()))))
                    .isEqualTo(Status.SUCCESS);
        }
    }

    /** Two literal runs: the upper bytes, and the lower ones. */
    private static byte[] rle(byte[] frame) {
        ByteBuffer encoded = ByteBuffer.allocate(64 + 2 * (PIXELS + 2)).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(2).putInt(64).putInt(64 + PIXELS + 2).position(64);
        for (int part = 1; part >= 0; part--) {
            encoded.put((byte) (PIXELS - 1));
            for (int i = 0; i < PIXELS; i++) {
                encoded.put(frame[2 * i + part]);
            }
            encoded.put((byte) 0x80);
        }
        return encoded.array();
    }

    private void assertDecompressed(byte[] file, String syntax) throws IOException {
        DicomFile read = Part10.read(new ByteArrayInputStream(file), ReadOptions.DEFAULT);
        assertThat(read.transferSyntax().uid()).isEqualTo(syntax);
        assertThat(read.fileMeta().string(Tag.TransferSyntaxUID)).contains(syntax);
        assertThat(read.dataSet().string(Tag.SOPInstanceUID)).contains(GOOD);
        assertThat(read.dataSet().string(Tag.PatientID)).contains("4711");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (byte[] frame : pixels) {
            expected.write(frame);
        }
        assertThat(read.dataSet().bytes(Tag.PixelData)).isEqualTo(expected.toByteArray());
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().contains("/decompressed/")))
                    .isEmpty();
        }
    }

    @Test
    void rad69GivesWhatWasAskedForOrSaysWhyNot() throws Exception {
        store(BROKEN, true);
        store(GOOD, false);

        RetrieveDocumentSetResponse kept = retrieve(STUDY, SERIES, document(GOOD), UID.RLELossless);
        assertThat(Part10.read(kept.documents().getFirst().content().open(), ReadOptions.DEFAULT)
                        .transferSyntax()
                        .uid())
                .isEqualTo(UID.RLELossless);
        kept.delivery().complete();
        for (String syntax : List.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)) {
            RetrieveDocumentSetResponse made = retrieve(STUDY, SERIES, document(GOOD), syntax);
            assertThat(made.errors()).isEmpty();
            byte[] file = made.documents().getFirst().content().open().readAllBytes();
            assertThat(made.documents().getFirst().content().length()).isEqualTo(file.length);
            assertDecompressed(file, syntax);
            made.delivery().complete();
        }
        RetrieveDocumentSetResponse broken = retrieve(STUDY, SERIES, document(BROKEN), UID.ExplicitVRLittleEndian);
        assertThat(broken.documents()).isEmpty();
        assertThat(broken.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.codeContext()).contains("not decompressed", "run lengths"));
        assertThat(retrieve(STUDY, SERIES, document(GOOD), UID.JPEGLSLossless).errors())
                .hasSize(1);
        assertNothingLeft();
    }

    @Test
    void dicomWebGivesWhatIsAcceptable() throws Exception {
        store(BROKEN, true);
        store(GOOD, false);

        HttpResponse<byte[]> wadoRs = running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS + EXPLICIT);
        assertThat(wadoRs.statusCode()).isEqualTo(206);
        assertThat(wadoRs.headers().firstValueAsLong("Content-Length")).hasValue(wadoRs.body().length);
        assertThat(parts(wadoRs)).hasSize(1);
        assertDecompressed(parts(wadoRs).getFirst(), UID.ExplicitVRLittleEndian);
        assertThat(parts(running.get("/dicom-web/studies/" + STUDY, DICOM_PARTS)))
                .hasSize(2);

        String wado = "/wado?requestType=WADO&contentType=application/dicom&studyUID=" + STUDY + "&seriesUID=" + SERIES
                + "&transferSyntax=" + UID.ExplicitVRLittleEndian + "&objectUID=";
        assertDecompressed(running.get(wado + GOOD, "*/*").body(), UID.ExplicitVRLittleEndian);
        assertThat(running.get(wado + BROKEN, "*/*").statusCode()).isEqualTo(406);
        assertNothingLeft();
    }

    /** It can not be decoded, which nobody has tried. */
    @Test
    void aHeadAndWhoHasItAlreadyHaveNothingDecoded() throws Exception {
        store(BROKEN, true);
        String path = "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + BROKEN;
        for (String accept : List.of(DICOM_PARTS + EXPLICIT, "application/dicom" + EXPLICIT)) {
            HttpResponse<byte[]> head =
                    running.send(HttpRequest.newBuilder().HEAD().header("Accept", accept), path);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).isEmpty();
            assertThat(head.headers().firstValue("Content-Type").orElseThrow()).contains("application/dicom");
            String tag = head.headers().firstValue("ETag").orElseThrow();
            assertThat(running.send(
                                    HttpRequest.newBuilder()
                                            .header("Accept", accept)
                                            .header("If-None-Match", tag),
                                    path)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(running.send(
                                    HttpRequest.newBuilder()
                                            .header("Accept", accept)
                                            .header("If-None-Match", "\"x\""),
                                    path)
                            .statusCode())
                    .isEqualTo(406);
        }
        assertNothingLeft();
    }
}
