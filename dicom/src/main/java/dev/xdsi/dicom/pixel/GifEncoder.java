package dev.xdsi.dicom.pixel;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;

/** Writes a picture as GIF, which has 256 colours: that are all grays, each as it is, or of a picture in colours those that are nearest. */
final class GifEncoder {
    /** To choose colours takes time, and memory for each pixel. */
    static final int MOST_IN_COLOURS = 4 << 20;

    private static final int GRAYS = 256;
    private static final int BITS = 8;

    private GifEncoder() {}

    /** @throws UnrenderableException where a picture in colours is too large for it */
    static byte[] encode(BufferedImage picture) throws IOException {
        if (picture.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            return PlatformJpegEncoder.written(grays(picture), "gif", parameters -> {});
        }
        if ((long) picture.getWidth() * picture.getHeight() > MOST_IN_COLOURS) {
            throw new UnrenderableException("A picture in colours of so many pixels is not written as GIF;"
                    + " ask for image/png, image/jpeg, or a smaller one.");
        }
        return PlatformJpegEncoder.written(picture, "gif", parameters -> {});
    }

    /** The same bytes as places in a palette: what the encoder would make of them itself depends on how it sees grays. */
    private static BufferedImage grays(BufferedImage picture) {
        byte[] levels = new byte[GRAYS];
        for (int i = 0; i < GRAYS; i++) {
            levels[i] = (byte) i;
        }
        IndexColorModel palette = new IndexColorModel(BITS, GRAYS, levels, levels, levels);
        return new BufferedImage(palette, picture.getRaster(), false, null);
    }
}
