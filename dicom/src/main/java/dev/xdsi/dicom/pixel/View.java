package dev.xdsi.dicom.pixel;

import org.jspecify.annotations.Nullable;

/**
 * How a frame is to be looked at (PS3.18 8.3.5.1).
 *
 * @param viewport its size, or null for the image's own
 * @param window for monochrome images, or null for the image's own
 * @param region which part of it
 */
public record View(@Nullable Viewport viewport, @Nullable Window window, Region region) {
    public static final View PLAIN = new View(null, null);

    /** Of the whole frame. */
    public View(@Nullable Viewport viewport, @Nullable Window window) {
        this(viewport, window, Region.WHOLE);
    }
}
