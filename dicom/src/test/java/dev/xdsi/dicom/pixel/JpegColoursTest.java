package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the three components of a lossy JPEG are, where its stream and its data set do not say the same. */
class JpegColoursTest {
    private static final int SIDE = 16;
    /** Of every pixel, as coded: as red, green and blue a light green, as luminance and chrominance a light red. */
    private static final int[] CODED = {150, 190, 160};

    private static final byte[] JFIF = {-1, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};

    private static byte[] adobe(int transform) {
        return new byte[] {-1, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    }

    /** Three components of one size each, coded as they are, and nothing said of what they are. */
    private static byte[] bare() throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, SIDE, SIDE, 3, null);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                raster.setPixel(x, y, CODED);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(1);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(raster, null, null), quality);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** @param said by the stream: J for JFIF, A and the transform for Adobe, R for components named as colours, S for halved ones */
    private static byte[] stream(String said) throws IOException {
        byte[] bare = said.contains("S") ? halved() : bare();
        if (said.contains("R")) {
            name(bare, 0xC0, 10, 3);
            name(bare, 0xDA, 5, 2);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bare, 0, 2);
        if (said.contains("J")) {
            out.writeBytes(JFIF);
        }
        if (said.contains("A")) {
            out.writeBytes(adobe(said.charAt(said.indexOf('A') + 1) - '0'));
        }
        out.write(bare, 2, bare.length - 2);
        return out.toByteArray();
    }

    /** The same with the first component alone in full, its file header taken away. */
    private static byte[] halved() throws IOException {
        try (InputStream in = JpegColoursTest.class.getResourceAsStream("frames/baseline-rgb.jpg")) {
            byte[] whole = in.readAllBytes();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(whole, 0, 2);
            out.write(whole, 2 + JFIF.length, whole.length - 2 - JFIF.length);
            return out.toByteArray();
        }
    }

    private static void name(byte[] stream, int marker, int first, int step) {
        int at = 0;
        while (stream[at] != -1 || (stream[at + 1] & 0xFF) != marker) {
            at++;
        }
        for (int i = 0; i < 3; i++) {
            stream[at + first + step * i] = (byte) "RGB".charAt(i);
        }
    }

    private static Attributes image(String photometric) {
        return RenderedFrameTest.image(photometric, SIDE, SIDE, 8).setInt(Tag.PlanarConfiguration, 0);
    }

    private static EncodedFrame frame(Attributes image, String syntax, byte[] stream) {
        return new EncodedFrame(new DicomFile(new Attributes(), TransferSyntax.of(syntax), image, 0), 1, stream);
    }

    private static void assertNear(int[] seen, int[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(seen[i]).isBetween(expected[i] - 3, expected[i] + 3);
        }
    }

    private static int[] asYbr() {
        int rgb = TrueColours.fromYbr(CODED[0], CODED[1] - 128.0, CODED[2] - 128.0);
        return new int[] {rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF};
    }

    @ParameterizedTest
    @CsvSource({
        // Nothing but the data set says what they are.
        "RGB, -, false",
        "YBR_FULL_422, -, true",
        "YBR_FULL, -, true",
        // ISO/IEC 10918-5: a JFIF stream of three components is YCbCr.
        "RGB, J, true",
        "YBR_FULL_422, J, true",
        // Adobe's flag is about nothing else.
        "RGB, A0, false",
        "RGB, A1, true",
        "RGB, JA0, false",
        "YBR_FULL_422, A0, false",
        "YBR_FULL_422, JA1, true",
        // Who calls components R, G and B means them so.
        "RGB, R, false",
        "RGB, JR, false",
        "YBR_FULL_422, R, false",
    })
    void theStreamKnowsBestWhatItIs(String photometric, String said, boolean ybr) throws Exception {
        RenderedFrame seen =
                RenderedFrame.of(frame(image(photometric), UID.JPEGBaseline8Bit, stream(said)), View.PLAIN);

        assertNear(seen.parts(), ybr ? asYbr() : CODED);
    }

    /** A data set that is written uncompressed says what it has, and a frame alone has what its metadata say. */
    @Test
    void decodedItIsWhatTheDataSetSays() throws Exception {
        EncodedFrame frame = frame(image("RGB"), UID.JPEGBaseline8Bit, stream("J"));

        byte[] alone = Decompression.decoded(frame);
        DicomFile whole = uncompressed("RGB", "J");

        assertNear(new int[] {alone[0] & 0xFF, alone[1] & 0xFF, alone[2] & 0xFF}, asYbr());
        assertThat(whole.dataSet().string(Tag.PhotometricInterpretation)).contains("RGB");
        assertThat(Frames.of(whole).all().getFirst().bytes()).isEqualTo(alone);
        assertThatThrownBy(() -> Decompression.decoded(frame(image("YBR_FULL_422"), UID.JPEGBaseline8Bit, stream("R"))))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("in RGB,");
        assertThat(uncompressed("YBR_FULL_422", "R").dataSet().string(Tag.PhotometricInterpretation))
                .contains("RGB");
    }

    private static DicomFile uncompressed(String photometric, String said) throws IOException {
        Attributes image = image(photometric)
                .setString(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
                .setString(Tag.SOPInstanceUID, "2.25.1")
                .set(new Element(
                        Tag.PixelData,
                        VR.OB,
                        new Value.Fragments(List.of(BulkData.of(new byte[0]), BulkData.of(stream(said))))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Decompression.write(
                new DicomFile(new Attributes(), TransferSyntax.of(UID.JPEGBaseline8Bit), image, 0),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                out);
        return Part10.read(new ByteArrayInputStream(out.toByteArray()), ReadOptions.DEFAULT);
    }

    /** Nobody halves red and blue, whatever they are called. */
    @ParameterizedTest
    @CsvSource({"S", "SR"})
    void halvedComponentsAreChrominance(String said) throws Exception {
        MadeImage image = MadeImage.smooth(8, 3);
        NativeFrame seen = PixelDecoder.of(TransferSyntax.of(UID.JPEGBaseline8Bit))
                .decode(stream(said), PixelFormat.of(image.attributes()));

        assertThat(image.farthest(seen)).isLessThanOrEqualTo(6);
    }

    /** Encoders of lossless JPEG write the same header, and the same names, for colours that nobody changed. */
    @ParameterizedTest
    @CsvSource({"RGB", "YBR_FULL"})
    void losslessColoursStayWhatTheyAre(String photometric) throws Exception {
        MadeImage image = MadeImage.small(8, false, 3);
        byte[] whole;
        try (InputStream in = JpegColoursTest.class.getResourceAsStream("frames/sv7-rgb.jpg")) {
            whole = in.readAllBytes();
        }
        name(whole, 0xC3, 10, 3);
        name(whole, 0xDA, 5, 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(whole, 0, 2);
        out.writeBytes(JFIF);
        out.write(whole, 2, whole.length - 2);

        NativeFrame seen = PixelDecoder.of(TransferSyntax.of(UID.JPEGLossless))
                .decode(
                        out.toByteArray(),
                        PixelFormat.of(image.attributes().setString(Tag.PhotometricInterpretation, photometric)));

        assertThat(seen.format().photometric().term()).isEqualTo(photometric);
        assertThat(image.farthest(seen)).isZero();
    }
}
