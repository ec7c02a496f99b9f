package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shape of an image's pixels (PS3.3 C.7.6.3.1.7). Screens have square ones: an image of others is seen right only in more of them.
 *
 * @param height of a pixel, in widths of one
 */
record PixelAspect(double height) {
    static final PixelAspect SQUARE = new PixelAspect(1);

    /** Nothing looks so: the numbers were meant otherwise. */
    private static final double MOST = 16;
    /** What differs by less is what a measurement or its rounding leaves. */
    private static final double TOLERANCE = 0.01;
    /** No side of a JPEG picture is longer for all who read it. */
    private static final int LONGEST = 65_500;

    /** As the image says, or as follows from how far apart its pixels lie. */
    static PixelAspect of(FunctionalGroups groups) {
        Attributes image = groups.image();
        return Stream.of(
                        ratio(image, Tag.PixelAspectRatio),
                        ratio(groups.holderOf(Tag.PixelMeasuresSequence), Tag.PixelSpacing),
                        ratio(groups.holderOf(Tag.FramePixelDataPropertiesSequence), Tag.ImagerPixelSpacing),
                        ratio(image, Tag.NominalScannedPixelSpacing))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(SQUARE);
    }

    /** As a presentation state says for the area that it shows (PS3.3 C.10.4). */
    static PixelAspect ofDisplayed(Attributes selection) {
        return ratio(selection, Tag.PresentationPixelSpacing)
                .or(() -> ratio(selection, Tag.PresentationPixelAspectRatio))
                .orElse(SQUARE);
    }

    /** All of them name the vertical size first. */
    private static Optional<PixelAspect> ratio(Attributes holder, int tag) {
        double[] sizes = holder.reals(tag);
        if (sizes.length != 2 || !(sizes[0] > 0) || !(sizes[1] > 0)) {
            return Optional.empty();
        }
        double height = sizes[0] / sizes[1];
        if (!(height <= MOST && height >= 1 / MOST)) {
            return Optional.empty();
        }
        return Optional.of(Math.abs(height - 1) < TOLERANCE ? SQUARE : new PixelAspect(height));
    }

    /** How many square pixels it takes each way to lose none of these. */
    double rows(Size image) {
        return image.rows() * Math.max(1, height);
    }

    double columns(Size image) {
        return image.columns() * Math.max(1, 1 / height);
    }

    /** That many, or fewer where so many bytes of samples would be more than any frame may have. */
    Size squared(Size image, int samples) {
        if (height == 1) {
            return image;
        }
        double rows = rows(image);
        double columns = columns(image);
        double scale = Math.min(
                Math.min(1, LONGEST / Math.max(rows, columns)),
                Math.sqrt(PixelFormat.MOST_BYTES / (rows * columns * samples)));
        return new Size(side(rows * scale), side(columns * scale));
    }

    private static int side(double pixels) {
        return (int) Math.max(1, Math.round(pixels));
    }
}
