package dev.xdsi.dicom.pixel;

import java.awt.geom.Path2D;

/** The letters with which something is written over an image. */
@FunctionalInterface
public interface Lettering {
    /** There are none. */
    Lettering NONE = text -> {
        throw new UnrenderableException("Nothing is written over images here.");
    };

    /**
     * One line of text.
     *
     * @throws UnrenderableException when one of its characters is not among the letters: a name with a gap could be another's
     */
    Line line(String text) throws UnrenderableException;

    /**
     * How a line looks at a size of 1: it begins at (0, 0), stands on the axis and rises to negative values.
     *
     * @param width until where the next letter would begin
     */
    record Line(Path2D outline, double width) {}
}
