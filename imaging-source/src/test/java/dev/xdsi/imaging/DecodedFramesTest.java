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
import dev.xdsi.dicom.json.DicomJson;
import dev.xdsi.dicom.json.JsonLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decoded frames, seen as the metadata of their image say that they are (PS3.3 C.7.6.3): the picture that is rendered, or none. */
@org.junit.jupiter.api.Tag("integration")
class DecodedFramesTest extends WebScene {
    private static final String IMAGE = SERIES + ".7";
    private static final int COLUMNS = 23;
    private static final int ROWS = 17;
    private static final String BYTES = "application/octet-stream; transfer-syntax=";

    private static int red(int x) {
        return 11 * x;
    }

    private static int green(int y) {
        return 255 - 15 * y;
    }

    private static int blue(int x, int y) {
        return 60 + 4 * x + 4 * y;
    }

    private static Attributes image(String photometric, int planar, byte[] frame) {
        return DataSets.ct(SERIES, IMAGE)
                .setInt(Tag.SamplesPerPixel, 3)
                .setString(Tag.PhotometricInterpretation, photometric)
                .setInt(Tag.PlanarConfiguration, planar)
                .setInt(Tag.Rows, ROWS)
                .setInt(Tag.Columns, COLUMNS)
                .setInt(Tag.BitsAllocated, 8)
                .setInt(Tag.BitsStored, 8)
                .setInt(Tag.HighBit, 7)
                .setInt(Tag.PixelRepresentation, 0)
                .set(new Element(
                        Tag.PixelData,
                        VR.OB,
                        new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(frame)))));
    }

    private static byte[] frame(String syntax) throws IOException {
        return switch (syntax) {
            case UID.RLELossless -> runs();
            case UID.JPEGBaseline8Bit -> jpeg();
            default -> {
                try (InputStream in = DecodedFramesTest.class.getResourceAsStream("tiles-rgb.j2k")) {
                    yield even(in.readAllBytes());
                }
            }
        };
    }

    /** A segment for each colour, and in it a literal run for each row. */
    private static byte[] runs() {
        int length = ROWS * (COLUMNS + 1);
        ByteBuffer encoded = ByteBuffer.allocate(64 + 3 * length).order(ByteOrder.LITTLE_ENDIAN);
        encoded.putInt(3).putInt(64).putInt(64 + length).putInt(64 + 2 * length).position(64);
        for (int colour = 0; colour < 3; colour++) {
            for (int y = 0; y < ROWS; y++) {
                encoded.put((byte) (COLUMNS - 1));
                for (int x = 0; x < COLUMNS; x++) {
                    encoded.put((byte) (colour == 0 ? red(x) : colour == 1 ? green(y) : blue(x, y)));
                }
            }
        }
        return even(encoded.array());
    }

    /** In luminance and chrominance, the chrominance of fewer samples. */
    private static byte[] jpeg() throws IOException {
        BufferedImage picture = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                picture.setRGB(x, y, red(x) << 16 | green(y) << 8 | blue(x, y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpeg", out)).isTrue();
        return even(out.toByteArray());
    }

    private static byte[] even(byte[] bytes) {
        return bytes.length % 2 == 0 ? bytes : Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** As a reader sees it who knows nothing but what is described. */
    private static int[] seen(Attributes described, byte[] frame) {
        assertThat(frame).hasSize(3 * ROWS * COLUMNS);
        String photometric = described.string(Tag.PhotometricInterpretation, "");
        // The last two are of JPEG 2000 alone, and RGB without it.
        assertThat(photometric).as("of native pixels").isIn("RGB", "YBR_FULL", "YBR_RCT", "YBR_ICT");
        boolean byPlane = described.integer(Tag.PlanarConfiguration, 0) == 1;
        int pixels = ROWS * COLUMNS;
        int[] seen = new int[pixels];
        for (int i = 0; i < pixels; i++) {
            int first = frame[byPlane ? i : 3 * i] & 0xFF;
            int second = frame[byPlane ? pixels + i : 3 * i + 1] & 0xFF;
            int third = frame[byPlane ? 2 * pixels + i : 3 * i + 2] & 0xFF;
            seen[i] = photometric.equals("YBR_FULL")
                    ? ofYbr(first, second - 128, third - 128)
                    : rgb(first, second, third);
        }
        return seen;
    }

    private static int ofYbr(int y, int cb, int cr) {
        return rgb(y + 1.402 * cr, y - 0.344136 * cb - 0.714136 * cr, y + 1.772 * cb);
    }

    private static int rgb(double red, double green, double blue) {
        return part(red) << 16 | part(green) << 8 | part(blue);
    }

    private static int part(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }

    private static void assertAlike(int[] seen, BufferedImage rendered) {
        for (int i = 0; i < seen.length; i++) {
            int expected = rendered.getRGB(i % COLUMNS, i / COLUMNS);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(seen[i] >> shift & 0xFF)
                        .as("pixel " + i)
                        .isCloseTo(expected >> shift & 0xFF, Offset.offset(1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        UID.RLELossless + ",RGB,0,true",
        UID.RLELossless + ",RGB,1,true",
        UID.RLELossless + ",YBR_FULL,1,true",
        UID.RLELossless + ",YBR_FULL_422,0,false",
        UID.JPEGBaseline8Bit + ",YBR_FULL,0,true",
        UID.JPEGBaseline8Bit + ",YBR_FULL,1,true",
        UID.JPEGBaseline8Bit + ",RGB,0,true",
        UID.JPEGBaseline8Bit + ",YBR_FULL_422,0,false",
        UID.JPEG2000Lossless + ",RGB,0,true",
        UID.JPEG2000Lossless + ",RGB,1,true",
        UID.JPEG2000Lossless + ",YBR_RCT,0,true",
        UID.JPEG2000Lossless + ",YBR_ICT,0,true",
        UID.JPEG2000Lossless + ",YBR_FULL,0,false"
    })
    void aDecodedFrameIsWhatTheMetadataSay(String syntax, String photometric, int planar, boolean sent)
            throws Exception {
        store(image(photometric, planar, frame(syntax)), syntax);
        BufferedImage rendered =
                ImageIO.read(new ByteArrayInputStream(get(instance(IMAGE) + "/frames/1/rendered", "Accept", "image/png")
                        .body()));
        Attributes metadata = DicomJson.readAll(
                        new ByteArrayInputStream(get(instance(IMAGE) + "/metadata", "Accept", "application/dicom+json")
                                .body()),
                        JsonLimits.DEFAULT,
                        BulkDataSource.IGNORE)
                .getFirst();
        assertThat(metadata.string(Tag.PhotometricInterpretation)).contains(photometric);

        HttpResponse<byte[]> alone = get(instance(IMAGE) + "/frames/1", "Accept", BYTES + UID.ExplicitVRLittleEndian);
        HttpResponse<byte[]> parts =
                get(instance(IMAGE) + "/frames/1", "Accept", "multipart/related; type=\"application/octet-stream\"");

        if (sent) {
            assertAlike(seen(metadata, alone.body()), rendered);
            assertThat(parts(parts)).containsExactly(alone.body());
        } else {
            assertThat(alone.statusCode()).isEqualTo(406);
            assertThat(parts.statusCode()).isEqualTo(406);
            assertThat(text(alone)).contains(photometric, syntax, "whole instance");
        }
    }

    /** What other readers are told to take instead. */
    @ParameterizedTest
    @CsvSource(UID.JPEGBaseline8Bit + ",YBR_FULL_422")
    void whatIsNotSentDecodedIsHadAsItIsAndInTheWholeInstance(String syntax, String photometric) throws Exception {
        store(image(photometric, 0, frame(syntax)), syntax);
        BufferedImage rendered =
                ImageIO.read(new ByteArrayInputStream(get(instance(IMAGE) + "/frames/1/rendered", "Accept", "image/png")
                        .body()));

        HttpResponse<byte[]> kept = get(
                instance(IMAGE) + "/frames/1",
                "Accept",
                "multipart/related; type=application/octet-stream; transfer-syntax=*");
        Attributes whole = Part10.read(
                        new ByteArrayInputStream(get(
                                        instance(IMAGE),
                                        "Accept",
                                        "application/dicom; transfer-syntax=" + UID.ExplicitVRLittleEndian)
                                .body()),
                        ReadOptions.DEFAULT)
                .dataSet();

        assertThat(parts(kept)).containsExactly(frame(syntax));
        byte[] pixels = whole.bytes(Tag.PixelData);
        assertAlike(seen(whole, Arrays.copyOf(pixels, 3 * ROWS * COLUMNS)), rendered);
    }
}
