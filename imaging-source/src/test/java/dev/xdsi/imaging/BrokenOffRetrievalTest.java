package dev.xdsi.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of several parts of which a later one cannot be made: another answer as long as nothing has left, and else a broken one. */
@org.junit.jupiter.api.Tag("integration")
class BrokenOffRetrievalTest extends WebScene {
    private static final String IMAGE = SERIES + ".8";
    private static final String BYTE_PARTS = "multipart/related; type=\"application/octet-stream\"";

    /** Three frames in RLE, of which the second ends early. */
    private void store(int side) throws IOException {
        List<BulkData> items = new ArrayList<>(List.of(BulkData.of(new byte[0])));
        for (int number = 1; number <= 3; number++) {
            byte[] frame = runs(noise(number, side));
            items.add(BulkData.of(number == 2 ? Arrays.copyOf(frame, 100) : frame));
        }
        Attributes image = DataSets.ct(SERIES, IMAGE)
                .setInt(Tag.SamplesPerPixel, 1)
                .setString(Tag.PhotometricInterpretation, "MONOCHROME2")
                .setInt(Tag.Rows, side)
                .setInt(Tag.Columns, side)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .setInt(Tag.NumberOfFrames, 3)
                .set(new Element(Tag.PixelData, VR.OB, new Value.Fragments(items)));
        store(image, RLE);
    }

    /** Of which no picture is much smaller. */
    private static byte[] noise(int seed, int side) {
        byte[] frame = new byte[side * side];
        new Random(seed).nextBytes(frame);
        return frame;
    }

    private static byte[] runs(byte[] frame) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(1)
                .putInt(64)
                .array());
        for (int at = 0; at < frame.length; at += 128) {
            int length = Math.min(128, frame.length - at);
            encoded.write(length - 1);
            encoded.write(frame, at, length);
        }
        if (encoded.size() % 2 == 1) {
            encoded.write(0x80);
        }
        return encoded.toByteArray();
    }

    private HttpResponse<byte[]> all(String resource) throws Exception {
        return get(instance(IMAGE) + resource, "Accept", resource.endsWith("rendered") ? "image/png" : BYTE_PARTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/frames/1,2,3", "/frames/1,2,3/rendered"})
    void anAnswerOfWhichNothingHasLeftBecomesARefusal(String resource) throws Exception {
        store(8);
        int before = records().size();

        HttpResponse<byte[]> response = all(resource);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(header(response, "Content-Type")).startsWith("text/plain");
        assertThat(header(response, "ETag")).isEmpty();
        assertThat(text(response)).startsWith("The image's run lengths").doesNotContain("--", "Content-Type");
        assertThat(records().subList(before, records().size()))
                .singleElement()
                .asString()
                .contains("RAD-107", STUDY)
                .doesNotContain("broke off", "NumberOfInstances");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/frames/1,2,3", "/frames/1,2,3/rendered"})
    void anAnswerThatHasBegunBreaksOffAndIsOnRecordAsBroken(String resource) throws Exception {
        store(500);
        int before = records().size();

        assertThatThrownBy(() -> all(resource)).isInstanceOf(IOException.class);

        for (int tries = 0; tries < 500 && records().size() == before; tries++) {
            Thread.sleep(20);
        }
        assertThat(records().subList(before, records().size()))
                .singleElement()
                .asString()
                .contains("RAD-107", "broke off")
                .doesNotContain("EventOutcomeIndicator=\"0\"");
    }

    private List<String> records() {
        return running.audit.read(0, 1000).stream()
                .map(entry -> new String(entry.message(), StandardCharsets.UTF_8))
                .toList();
    }
}
