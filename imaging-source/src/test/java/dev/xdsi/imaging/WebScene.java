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
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.ApplicationEntity;
import dev.xdsi.dicom.net.Association;
import dev.xdsi.dicom.net.PresentationContextPlan;
import dev.xdsi.dicom.net.RemoteEntity;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.dicom.net.dimse.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A running source with images of frames that can be told apart, and what browsers and viewers say to it. */
abstract class WebScene extends SourceScene {
    /** Of a native image: so many that its pixels stay in the file. */
    static final int SIDE = 300;
    /** Of a compressed one. */
    static final int SMALL = 8;

    static final String NATIVE = SERIES + ".1";
    static final String COMPRESSED = SERIES + ".2";
    static final String TALL = SERIES + ".3";
    static final String RLE = UID.RLELossless;

    static String instance(String uid) {
        return "/dicom-web/studies/" + STUDY + "/series/" + SERIES + "/instances/" + uid;
    }

    private static Attributes image(String uid, int side, int frames) {
        return DataSets.ct(SERIES, uid)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, side)
                .setInt(Tag.Columns, side)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .setString(Tag.WindowCenter, "128")
                .setString(Tag.WindowWidth, "256")
                .setInt(Tag.NumberOfFrames, frames);
    }

    /** Its left half is darker than its right, and each frame is brighter than the one before. */
    static byte[] frame(int number, int side) {
        byte[] pixels = new byte[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (20 * number + (i % side < side / 2 ? 0 : 100));
        }
        return pixels;
    }

    /** Two frames, native. */
    void storeNative() throws IOException {
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        pixels.writeBytes(frame(1, SIDE));
        pixels.writeBytes(frame(2, SIDE));
        store(image(NATIVE, SIDE, 2).setBytes(Tag.PixelData, VR.OB, pixels.toByteArray()), UID.ExplicitVRLittleEndian);
    }

    /** One frame whose pixels are twice as high as wide. */
    void storeTall() throws IOException {
        store(
                image(TALL, SMALL, 1)
                        .setString(Tag.PixelSpacing, "0.5", "0.25")
                        .setBytes(Tag.PixelData, VR.OB, frame(1, SMALL)),
                UID.ExplicitVRLittleEndian);
    }

    /** Three frames in RLE, the second in two fragments, with an offset table. */
    void storeCompressed() throws IOException {
        ByteBuffer table = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        List<BulkData> items = new ArrayList<>();
        int offset = 0;
        for (int number = 1; number <= 3; number++) {
            table.putInt(offset);
            byte[] frame = rle(frame(number, SMALL));
            int half = number == 2 ? frame.length / 4 * 2 : frame.length;
            items.add(BulkData.of(Arrays.copyOf(frame, half)));
            offset += 8 + half;
            if (half < frame.length) {
                items.add(BulkData.of(Arrays.copyOfRange(frame, half, frame.length)));
                offset += 8 + frame.length - half;
            }
        }
        items.addFirst(BulkData.of(table.array()));
        store(image(COMPRESSED, SMALL, 3).set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(items))), RLE);
    }

    /** One literal run. */
    static byte[] rle(byte[] frame) {
        int length = 64 + 1 + frame.length;
        ByteBuffer encoded = ByteBuffer.allocate(length + (length & 1)).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(1).putInt(64).position(64);
        return encoded.put((byte) (frame.length - 1)).put(frame).array();
    }

    void store(Attributes image, String syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Part10.writeDataSet(out, TransferSyntax.of(syntax), image);
        RemoteEntity source = RemoteEntity.of("XDSI", "127.0.0.1", running.dicomPort());
        String sopClass = image.string(Tag.SOPClassUID, "");
        PresentationContextPlan.Pair pair = new PresentationContextPlan.Pair(sopClass, syntax);
        try (Association association =
                Association.open(ApplicationEntity.of("MODALITY"), source, PresentationContextPlan.of(List.of(pair)))) {
            assertThat(association.store(StoreOperation.of(
                            sopClass,
                            image.string(Tag.SOPInstanceUID, ""),
                            syntax,
                            new ByteArrayInputStream(out.toByteArray()))))
                    .isEqualTo(Status.SUCCESS);
        }
    }

    /** @param headers names and values in turn */
    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder().GET();
        return running.send(headers.length == 0 ? request : request.headers(headers), path);
    }

    HttpResponse<byte[]> head(String path, String... headers) throws Exception {
        return running.send(HttpRequest.newBuilder().HEAD().headers(headers), path);
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    String audit() {
        StringBuilder all = new StringBuilder();
        running.audit.read(0, 10_000).forEach(entry -> all.append(new String(entry.message(), StandardCharsets.UTF_8)));
        return all.toString();
    }
}
