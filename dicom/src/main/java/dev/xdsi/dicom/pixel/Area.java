package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.geom.AffineTransform;
import java.util.Optional;

/**
 * The part of an image that a presentation state shows, turned as it says (PS3.3 C.10.4, C.10.6). It may reach beyond the image.
 *
 * @param left column of the image's pixels where it begins, from 0
 * @param top row of them
 * @param size before it is turned
 * @param quarters by how many quarters it is turned clockwise
 * @param flipped whether left and right are exchanged then
 */
record Area(int left, int top, Size size, int quarters, boolean flipped) {
    private static final int LARGEST = 1 << 16;
    private static final int QUARTER = 90;
    private static final int QUARTERS = 4;

    /** The whole image as it is. */
    static Area whole(Size image) {
        return new Area(0, 0, image, 0, false);
    }

    static Area of(Attributes state, Optional<Attributes> selection, Size image) throws UnrenderableException {
        int rotation = state.integer(Tag.ImageRotation, 0);
        if (Math.floorMod(rotation, QUARTER) != 0) {
            throw new UnrenderableException("An image is turned by quarters, not by " + rotation + " degrees.");
        }
        Area turned = new Area(
                0,
                0,
                image,
                Math.floorMod(rotation / QUARTER, QUARTERS),
                state.string(Tag.ImageHorizontalFlip, "N").equals("Y"));
        return selection.isEmpty() ? turned : turned.selected(selection.get());
    }

    /** Corners are named by the turned image, but in columns and rows of the stored one, from 1. */
    private Area selected(Attributes selection) throws UnrenderableException {
        long[] one = selection.longs(Tag.DisplayedAreaTopLeftHandCorner);
        long[] other = selection.longs(Tag.DisplayedAreaBottomRightHandCorner);
        if (one.length != 2 || other.length != 2) {
            throw new UnrenderableException("The presentation state does not say where the area is that it shows.");
        }
        long columns = Math.abs(one[0] - other[0]) + 1;
        long rows = Math.abs(one[1] - other[1]) + 1;
        if (columns > LARGEST || rows > LARGEST) {
            throw new UnrenderableException("The area that the presentation state shows is too large.");
        }
        return new Area(
                Math.toIntExact(Math.min(one[0], other[0]) - 1),
                Math.toIntExact(Math.min(one[1], other[1]) - 1),
                new Size((int) rows, (int) columns),
                quarters,
                flipped);
    }

    /** After it is turned. */
    Size seen() {
        return quarters % 2 == 0 ? size : new Size(/* rows= */ size.columns(), /* columns= */ size.rows());
    }

    /** The column of the image's pixels, and the row, that are seen there; they may be beyond the image. */
    int[] source(int x, int y) {
        int across = flipped ? seen().columns() - 1 - x : x;
        int[] inside = switch (quarters) {
            case 0 -> new int[] {across, y};
            case 1 -> new int[] {y, size.rows() - 1 - across};
            case 2 -> new int[] {size.columns() - 1 - across, size.rows() - 1 - y};
            default -> new int[] {size.columns() - 1 - y, across};
        };
        return new int[] {left + inside[0], top + inside[1]};
    }

    /** From places in the image, where (0, 0) is the corner of the first pixel, to where they are seen. */
    AffineTransform seenFromImage() {
        AffineTransform transform = new AffineTransform();
        if (flipped) {
            transform.translate(seen().columns(), 0);
            transform.scale(-1, 1);
        }
        switch (quarters) {
            case 1 -> transform.translate(size.rows(), 0);
            case 2 -> transform.translate(size.columns(), size.rows());
            case 3 -> transform.translate(0, size.columns());
            default -> {
                // as it is
            }
        }
        transform.quadrantRotate(quarters);
        transform.translate(-left, -top);
        return transform;
    }
}
