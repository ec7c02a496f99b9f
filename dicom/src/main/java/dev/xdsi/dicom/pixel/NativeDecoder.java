package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;

/** Uncompressed frames (PS3.5 8.1, 8.2), little endian: only single bits and shared chrominance are spread out. */
final class NativeDecoder implements PixelDecoder {
    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        if (frame.length < encodedLength(format)) {
            throw new UnrenderableException("The image has less pixel data than it says.");
        }
        if (format.photometric() == Photometric.YBR_FULL_422) {
            return fromHalvedChrominance(frame, format);
        }
        return format.sample().bitsAllocated() == 1 ? fromBits(frame, format) : new NativeFrame(format, frame);
    }

    private static long encodedLength(PixelFormat format) {
        if (format.photometric() == Photometric.YBR_FULL_422) {
            return 2L * format.size().pixels();
        }
        return format.sample().bitsAllocated() == 1 ? (format.size().pixels() + 7L) / 8 : format.decodedLength();
    }

    /** Two pixels are four bytes: their luminances, and the chrominances of both (PS3.3 C.7.6.3.1.2). */
    private static NativeFrame fromHalvedChrominance(byte[] frame, PixelFormat format) throws UnrenderableException {
        Size size = format.size();
        if (size.columns() % 2 != 0 || format.byPlane()) {
            throw new UnrenderableException("Images in YBR_FULL_422 of such a form are not rendered here.");
        }
        byte[] cells = new byte[3 * size.pixels()];
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            int pair = pixel / 2 * 4;
            cells[3 * pixel] = frame[pair + pixel % 2];
            cells[3 * pixel + 1] = frame[pair + 2];
            cells[3 * pixel + 2] = frame[pair + 3];
        }
        return new NativeFrame(format.byPixel(Photometric.YBR_FULL), cells);
    }

    /** The first pixel is the least significant bit (PS3.5 D). */
    private static NativeFrame fromBits(byte[] frame, PixelFormat format) {
        byte[] cells = new byte[format.size().pixels()];
        for (int pixel = 0; pixel < cells.length; pixel++) {
            cells[pixel] = (byte) ((frame[pixel / 8] >> (pixel % 8)) & 1);
        }
        return new NativeFrame(
                new PixelFormat(format.size(), new SampleFormat(8, 1, 0, false), false, format.photometric()), cells);
    }
}
