package dev.xdsi.dicom.pixel;

/** The samples of one frame, uncompressed, each in a cell of whole bytes in little endian order. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NativeFrame(PixelFormat format, byte[] cells) {
    /** The stored bits of a sample. */
    int bits(int pixel, int sample) {
        int index = format.byPlane() ? sample * format.size().pixels() + pixel : pixel * format.samples() + sample;
        return format.sample().bits(cell(index));
    }

    private int cell(int index) {
        int bytes = format.sample().bytes();
        int cell = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            cell = (cell << Byte.SIZE) | (cells[bytes * index + i] & 0xFF);
        }
        return cell;
    }
}
