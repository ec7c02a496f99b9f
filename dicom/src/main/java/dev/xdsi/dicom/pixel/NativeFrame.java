package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.codec.Picture;

/** The samples of one frame, uncompressed, each in a cell of whole bytes in little endian order. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NativeFrame(PixelFormat format, byte[] cells) {
    /** Of what was decompressed; its samples must have all bits that the data set says are stored, and no more than have room. */
    static NativeFrame of(Picture picture, PixelFormat format, Photometric photometric) throws UnrenderableException {
        SampleFormat sample = format.sample();
        if (picture.precision() > sample.bitsAllocated()
                || picture.precision() <= sample.highBit()
                || sample.bytes() > Short.BYTES) {
            throw new UnrenderableException("The compressed image has samples of " + picture.precision()
                    + " bits, and should have " + sample.bitsStored() + ".");
        }
        byte[] cells = new byte[Math.toIntExact(format.decodedLength())];
        int step = format.samples() * sample.bytes();
        for (int component = 0; component < format.samples(); component++) {
            short[] plane = picture.planes()[component];
            int at = component * sample.bytes();
            for (short value : plane) {
                cells[at] = (byte) value;
                if (sample.bytes() == Short.BYTES) {
                    cells[at + 1] = (byte) (value >> Byte.SIZE);
                }
                at += step;
            }
        }
        return new NativeFrame(format.byPixel(photometric), cells);
    }

    /** Its cells are what an uncompressed data set of its format has. */
    NativeFrame asWritten() throws UnrenderableException {
        if (format.sample().bitsAllocated() == 1 || format.photometric() == Photometric.YBR_PARTIAL_422) {
            throw new UnrenderableException("Pixels of such a form are not written uncompressed here.");
        }
        return this;
    }

    /** The cells with all samples of one colour before those of the next. */
    byte[] cellsByPlane() {
        int bytes = format.sample().bytes();
        int pixels = format.size().pixels();
        byte[] planes = new byte[cells.length];
        for (int sample = 0; sample < format.samples(); sample++) {
            int to = sample * pixels * bytes;
            for (int pixel = 0; pixel < pixels; pixel++) {
                int from = (pixel * format.samples() + sample) * bytes;
                for (int i = 0; i < bytes; i++) {
                    planes[to++] = cells[from + i];
                }
            }
        }
        return planes;
    }

    /** The stored bits of a sample. */
    int bits(int pixel, int sample) {
        int index = format.byPlane() ? sample * format.size().pixels() + pixel : pixel * format.samples() + sample;
        return format.sample().bits(cell(index));
    }

    /** The stored bits of the first sample of pixels that lie one behind the other. */
    void bits(int first, int count, int[] into) {
        SampleFormat sample = format.sample();
        if (!isOfWords()) {
            for (int i = 0; i < count; i++) {
                into[i] = bits(first + i, 0);
            }
            return;
        }
        int shift = sample.shift();
        int mask = (1 << sample.bitsStored()) - 1;
        int at = first * Short.BYTES;
        for (int i = 0; i < count; i++) {
            int cell = (cells[at] & 0xFF) | ((cells[at + 1] & 0xFF) << Byte.SIZE);
            into[i] = (cell >> shift) & mask;
            at += Short.BYTES;
        }
    }

    /** Whether its first samples are words that lie one behind the other. */
    boolean isOfWords() {
        return format.sample().bytes() == Short.BYTES && (format.samples() == 1 || format.byPlane());
    }

    /** All bits of a sample, those too that are not stored. */
    int cell(int index) {
        int bytes = format.sample().bytes();
        int cell = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            cell = (cell << Byte.SIZE) | (cells[bytes * index + i] & 0xFF);
        }
        return cell;
    }
}
