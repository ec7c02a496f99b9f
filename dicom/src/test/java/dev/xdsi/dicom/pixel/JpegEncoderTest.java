package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.dicom.Samples;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever writes a picture, it is the same to who looks at it. */
class JpegEncoderTest {
    static Stream<JpegEncoder> encoders() {
        return Stream.of(new PlatformJpegEncoder(), turbo());
    }

    private static TurboJpegEncoder turbo() {
        return TurboJpegEncoder.find().orElseThrow(() -> Samples.missing("libturbojpeg0"));
    }

    /** Soft edges, and another colour at each corner; neither side is a multiple of a block. */
    private static BufferedImage picture(int type, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 255 * x / (width - 1);
                int green = 255 * y / (height - 1);
                picture.getRaster()
                        .setPixel(
                                x,
                                y,
                                picture.getRaster().getNumBands() == 1
                                        ? new int[] {(red + green) / 2}
                                        : new int[] {red, green, 255 - red});
            }
        }
        return picture;
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void graysAreWrittenAsTheyAre(JpegEncoder encoder) throws Exception {
        BufferedImage picture = picture(BufferedImage.TYPE_BYTE_GRAY, 77, 45);

        assertSame(encoder.encode(picture, 95), picture, 3);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void coloursAreWrittenAsTheyAre(JpegEncoder encoder) throws Exception {
        BufferedImage picture = picture(BufferedImage.TYPE_3BYTE_BGR, 77, 45);

        assertSame(encoder.encode(picture, 95), picture, 8);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void worseQualityIsLess(JpegEncoder encoder) throws Exception {
        BufferedImage picture = picture(BufferedImage.TYPE_BYTE_GRAY, 300, 200);

        assertThat(encoder.encode(picture, 10).length).isLessThan(encoder.encode(picture, 95).length);
    }

    @Test
    void aPictureOfOnePixelIsOne() throws Exception {
        BufferedImage dot = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        ((DataBufferByte) dot.getRaster().getDataBuffer()).getData()[0] = (byte) 200;

        assertSame(turbo().encode(dot, 90), dot, 2);
    }

    @Test
    void whatIsTooLargeToBeTwiceInMemoryJavaWrites() throws Exception {
        BufferedImage large = new BufferedImage(4_097, 4_097, BufferedImage.TYPE_BYTE_GRAY);

        assertThat(turbo().encode(large, 50)).isEqualTo(new PlatformJpegEncoder().encode(large, 50));
        assertThat(turbo().encode(picture(BufferedImage.TYPE_BYTE_GRAY, 77, 45), 90))
                .isNotEqualTo(new PlatformJpegEncoder().encode(picture(BufferedImage.TYPE_BYTE_GRAY, 77, 45), 90));
    }

    @Test
    void theLibraryIsUsedWhereItIs() {
        assertThat(JpegEncoder.usual().name()).isEqualTo(turbo().name());
    }

    private static void assertSame(byte[] jpeg, BufferedImage expected, int tolerance) throws Exception {
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(seen.getWidth()).isEqualTo(expected.getWidth());
        assertThat(seen.getHeight()).isEqualTo(expected.getHeight());
        int[] samples = samples(seen);
        int[] wanted = samples(expected);
        assertThat(samples).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(samples[i]).as("sample " + i).isBetween(wanted[i] - tolerance, wanted[i] + tolerance);
        }
    }

    private static int[] samples(BufferedImage image) {
        return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    }
}
