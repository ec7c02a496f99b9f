package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.awt.geom.AffineTransform;

/** A rectangle of an image, which alone is to be seen (PS3.18 8.3.5.1.3, 9.1.2.2.6). */
public sealed interface Region {
    /** All of it. */
    Region WHOLE = new Fraction(0, 0, 1, 1);

    /** In pixels; a negative width turns left and right round, a negative height top and bottom. */
    record Pixels(int left, int top, int width, int height) implements Region {
        public Pixels {
            if (left < 0 || top < 0 || width == 0 || height == 0) {
                throw new IllegalArgumentException("A region begins within the image and has a width and a height.");
            }
        }

        @Override
        public Cut in(Size image) throws UnrenderableException {
            if ((long) left + Math.abs(width) > image.columns() || (long) top + Math.abs(height) > image.rows()) {
                throw new UnrenderableException("The region reaches beyond the image.");
            }
            return new Cut(left, top, new Size(Math.abs(height), Math.abs(width)), width < 0, height < 0);
        }
    }

    /** From the top left corner (0, 0) to the bottom right one (1, 1). */
    record Fraction(double left, double top, double right, double bottom) implements Region {
        public Fraction {
            if (!(left >= 0 && left < right && right <= 1 && top >= 0 && top < bottom && bottom <= 1)) {
                throw new IllegalArgumentException(
                        "A region goes from its left top to its right bottom, within 0 and 1.");
            }
        }

        @Override
        public Cut in(Size image) {
            int x = Math.min((int) Math.round(left * image.columns()), image.columns() - 1);
            int y = Math.min((int) Math.round(top * image.rows()), image.rows() - 1);
            int width = Math.max(1, (int) Math.round(right * image.columns()) - x);
            int height = Math.max(1, (int) Math.round(bottom * image.rows()) - y);
            return new Cut(x, y, new Size(height, width), false, false);
        }
    }

    /** Its place in an image of that size. */
    Cut in(Size image) throws UnrenderableException;

    /** Which pixels of an image are seen, and how they are turned. */
    record Cut(int left, int top, Size size, boolean mirrored, boolean upsideDown) {
        int row(int y) {
            return top + (upsideDown ? size.rows() - 1 - y : y);
        }

        /** From places in the image to those in a picture that shows the cut. */
        AffineTransform toPicture(Size picture) {
            AffineTransform transform = AffineTransform.getScaleInstance(
                    (double) picture.columns() / size.columns(), (double) picture.rows() / size.rows());
            if (mirrored) {
                transform.translate(size.columns(), 0);
                transform.scale(-1, 1);
            }
            if (upsideDown) {
                transform.translate(0, size.rows());
                transform.scale(1, -1);
            }
            transform.translate(-left, -top);
            return transform;
        }
    }
}
