package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.codec.Shape;

/**
 * How a native frame is laid out (PS3.3 C.7.6.3).
 *
 * @param byPlane whether all samples of one colour come before those of the next (Planar Configuration 1)
 */
record PixelFormat(Size size, SampleFormat sample, boolean byPlane, Photometric photometric) {
    /** A decoded frame has no more, however much memory there is. */
    static final int MOST_BYTES = 128 << 20;

    record Size(int rows, int columns) {
        int pixels() {
            return Math.multiplyExact(rows, columns);
        }
    }

    static PixelFormat of(Attributes image) throws UnrenderableException {
        if (image.contains(Tag.FloatPixelData) || image.contains(Tag.DoubleFloatPixelData)) {
            throw new UnrenderableException("Images of floating point numbers are not rendered here.");
        }
        Photometric photometric = Photometric.of(image.string(Tag.PhotometricInterpretation, ""));
        SampleFormat sample = SampleFormat.of(image);
        Size size = new Size(image.integer(Tag.Rows, 0), image.integer(Tag.Columns, 0));
        if (image.integer(Tag.SamplesPerPixel, 1) != photometric.samples()
                || (!photometric.isMonochrome() && (sample.bytes() > 2 || sample.bitsAllocated() == 1))
                || (isYbr(photometric) && sample.bitsStored() != 8)) {
            throw new UnrenderableException("Images in " + photometric + " with such samples are not rendered here.");
        }
        PixelFormat format = new PixelFormat(size, sample, image.integer(Tag.PlanarConfiguration, 0) == 1, photometric);
        if (size.rows() < 1 || size.columns() < 1) {
            throw new UnrenderableException("This is no image.");
        }
        if (format.decodedLength() > MOST_BYTES) {
            throw new UnrenderableException("An image of " + size.columns() + " by " + size.rows()
                    + " pixels is too large to be rendered here.");
        }
        return format;
    }

    private static boolean isYbr(Photometric photometric) {
        return photometric != Photometric.RGB && photometric.samples() == 3;
    }

    int samples() {
        return photometric.samples();
    }

    Shape shape() {
        return new Shape(size.columns(), size.rows(), samples());
    }

    /** Bytes of a frame with all its samples in cells of whole bytes. */
    long decodedLength() {
        return (long) size.rows() * size.columns() * samples() * sample.bytes();
    }

    /** The same pixels with the samples of each beside each other. */
    PixelFormat byPixel(Photometric as) {
        return new PixelFormat(size, sample, false, as);
    }
}
