package dev.xdsi.dicom.pixel;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a frame is to be looked at (PS3.18 8.3.5.1).
 *
 * @param viewport its size, or null for the image's own
 * @param window for monochrome images, or null for the image's own
 * @param region which part of it, or of what a presentation state shows
 * @param annotations what is written into the picture
 */
public record View(@Nullable Viewport viewport, @Nullable Window window, Region region, Set<Annotation> annotations) {
    public static final View PLAIN = new View(null, null);

    public View {
        // in the order of their names, always
        annotations = annotations.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(annotations));
    }

    /** With nothing written into it. */
    public View(@Nullable Viewport viewport, @Nullable Window window, Region region) {
        this(viewport, window, region, Set.of());
    }

    /** Of the whole frame. */
    public View(@Nullable Viewport viewport, @Nullable Window window) {
        this(viewport, window, Region.WHOLE);
    }
}
