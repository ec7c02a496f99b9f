package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;
import dev.xdsi.dicom.pixel.Region.Cut;
import java.util.Set;

/**
 * Which pixels of an image are seen in a picture, and how large.
 *
 * @param area that a presentation state shows, or the whole image
 * @param cut of the area
 * @param size of the picture, in square pixels
 * @param bands bytes of each of them
 * @param presented whether a presentation state may draw something over it
 */
record Composition(Area area, Cut cut, Size size, int bands, boolean presented, Set<Annotation> annotations) {
    static Composition of(PixelFormat format, FunctionalGroups groups, View view, Look look)
            throws UnrenderableException {
        PresentationState state = look.state();
        Area area = state == null ? Area.whole(format.size()) : state.area(format.size());
        PixelAspect aspect = state == null ? PixelAspect.of(groups) : state.aspect(area);
        Cut cut = view.region().in(area.seen());
        int bands = format.photometric().isMonochrome() ? 1 : 3;
        Size size = view.viewport() == null
                ? aspect.squared(cut.size(), bands)
                : view.viewport().fit(cut.size(), aspect);
        return new Composition(area, cut, size, bands, state != null, view.annotations());
    }

    /** Whether something is drawn or written over it. */
    boolean isMarked() {
        return presented || !annotations.isEmpty();
    }

    /** About how many bytes of the heap the picture takes, and what it is written as. */
    long memory() {
        return 2L * bands * size.pixels() + (isMarked() ? Marks.memory(size) : 0);
    }
}
