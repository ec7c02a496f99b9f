package dev.xdsi.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GifEncoderTest {
    private static BufferedImage read(byte[] gif) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(gif));
    }

    @Test
    void everyGrayIsWhatItIs() throws IOException {
        BufferedImage grays = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grays.getRaster().setSample(i % 16, i / 16, 0, i);
        }
        BufferedImage gif = read(GifEncoder.encode(grays));

        for (int i = 0; i < 256; i++) {
            assertThat(gif.getRGB(i % 16, i / 16)).isEqualTo(0xFF000000 | i * 0x010101);
        }
    }

    @Test
    void coloursAreTheNearestOfThoseThatThereAre() throws IOException {
        BufferedImage colours = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 64 * 64; i++) {
            colours.setRGB(i % 64, i / 64, (i % 64 * 4) << 16 | (i / 64 * 4) << 8 | 0x40);
        }
        BufferedImage gif = read(GifEncoder.encode(colours));

        for (int i = 0; i < 64 * 64; i++) {
            int before = colours.getRGB(i % 64, i / 64);
            int after = gif.getRGB(i % 64, i / 64);
            for (int shift = 0; shift <= 16; shift += 8) {
                assertThat(Math.abs((before >> shift & 0xFF) - (after >> shift & 0xFF)))
                        .isLessThan(40);
            }
        }
    }

    @Test
    void manyPixelsInColoursAreRefusedAndInGraysAreNot() throws IOException {
        int side = 2049;
        BufferedImage colours = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        assertThatThrownBy(() -> GifEncoder.encode(colours))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("image/png");
        assertThat(GifEncoder.encode(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY)))
                .isNotEmpty();
    }
}
