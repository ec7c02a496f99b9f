package dev.xdsi.dicom.pixel;

import org.jspecify.annotations.Nullable;

/**
 * How a frame is to be looked at (PS3.18 8.3.5.1).
 *
 * @param viewport its size, or null for the image's own
 * @param window for monochrome images, or null for the image's own
 */
public record View(@Nullable Viewport viewport, @Nullable Window window) {
    public static final View PLAIN = new View(null, null);
}
