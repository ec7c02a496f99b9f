package dev.xdsi.dicom.pixel;

import java.awt.image.BufferedImage;
import java.io.IOException;

/** Writes a picture as JPEG baseline, its colours at half of its resolution. */
sealed interface JpegEncoder permits PlatformJpegEncoder, TurboJpegEncoder {
    /** libjpeg-turbo where the machine has it, which is several times as fast, or else Java's own. */
    static JpegEncoder usual() {
        return Usual.ENCODER;
    }

    /** @param quality from 1 to 100, as the Independent JPEG Group counts it */
    byte[] encode(BufferedImage picture, int quality) throws IOException;

    /** Whose encoder it is. */
    String name();

    /** Looked for once, when the first picture is written. */
    final class Usual {
        private static final JpegEncoder ENCODER =
                TurboJpegEncoder.find().<JpegEncoder>map(found -> found).orElseGet(PlatformJpegEncoder::new);

        private Usual() {}
    }
}
