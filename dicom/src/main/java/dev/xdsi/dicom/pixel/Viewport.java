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

    Size fit(Size image) {
        double scale = Math.min((double) width / image.columns(), (double) height / image.rows());
        return new Size(
                Math.clamp(Math.round(image.rows() * scale), 1, height),
                Math.clamp(Math.round(image.columns() * scale), 1, width));
    }
}
