package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Tag;

/** Where in its cell a sample lies and how it is read (PS3.5 8.1.1). */
record SampleFormat(int bitsAllocated, int bitsStored, int highBit, boolean signed) {
    static final SampleFormat BYTE = new SampleFormat(8, 8, 7, false);

    static SampleFormat of(Attributes image) throws UnrenderableException {
        int allocated = image.integer(Tag.BitsAllocated, 0);
        int stored = image.integer(Tag.BitsStored, allocated);
        int high = image.integer(Tag.HighBit, stored - 1);
        boolean known = allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32;
        if (!known || stored < 1 || stored > allocated || high < stored - 1 || high >= allocated) {
            throw new UnrenderableException("Images with " + allocated + " bits allocated, " + stored
                    + " stored and the high bit " + high + " are not rendered here.");
        }
        return new SampleFormat(allocated, stored, high, image.integer(Tag.PixelRepresentation, 0) == 1);
    }

    /** The stored bits alone. */
    int bits(int cell) {
        long shifted = (cell & 0xFFFFFFFFL) >>> shift();
        return (int) (shifted & (-1L >>> (Long.SIZE - bitsStored)));
    }

    /** How many bits of a cell are below those that are stored. */
    int shift() {
        return highBit + 1 - bitsStored;
    }

    /** The number that stored bits mean. */
    double value(int bits) {
        int unused = Long.SIZE - bitsStored;
        long value = signed ? ((long) bits << unused) >> unused : bits & 0xFFFFFFFFL;
        return (double) value;
    }

    double least() {
        return signed ? value(1 << (bitsStored - 1)) : 0;
    }

    double greatest() {
        return value((int) (-1L >>> (Long.SIZE - bitsStored + (signed ? 1 : 0))));
    }

    int bytes() {
        return Math.max(1, bitsAllocated / 8);
    }
}
