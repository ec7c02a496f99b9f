package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;

/** The space that a rendered image is to fill as far as its shape allows, in pixels (PS3.18 8.3.5.1.3). */
public record Viewport(int width, int height) {
    public static final int LARGEST = 4096;

    public Viewport {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException("A viewport has from 1 to " + LARGEST + " pixels each way.");
        }
    }

    Size fit(Size image, PixelAspect aspect) {
        double rows = aspect.rows(image);
        double columns = aspect.columns(image);
        double scale = Math.min(width / columns, height / rows);
        return new Size(
                Math.clamp(Math.round(rows * scale), 1, height), Math.clamp(Math.round(columns * scale), 1, width));
    }
}
