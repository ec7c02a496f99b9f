package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;

/** Uncompressed frames (PS3.5 8.1, 8.2), little endian: only single bits and shared chrominance are spread out. */
final class NativeDecoder implements PixelDecoder {
    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        if (frame.length < encodedLength(format)) {
            throw new UnrenderableException("The image has less pixel data than it says.");
        }
        if (halvesChrominance(format)) {
            return fromHalvedChrominance(frame, format);
        }
        if (format.photometric() == Photometric.YBR_RCT || format.photometric() == Photometric.YBR_ICT) {
            throw new UnrenderableException("The image says " + format.photometric() + ", and is not in JPEG 2000.");
        }
        return format.sample().bitsAllocated() == 1 ? fromBits(frame, format) : new NativeFrame(format, frame);
    }

    private static boolean halvesChrominance(PixelFormat format) {
        return format.photometric() == Photometric.YBR_FULL_422 || format.photometric() == Photometric.YBR_PARTIAL_422;
    }

    private static long encodedLength(PixelFormat format) {
        if (halvesChrominance(format)) {
            return 2L * format.size().pixels();
        }
        return format.sample().bitsAllocated() == 1 ? (format.size().pixels() + 7L) / 8 : format.decodedLength();
    }

    /** Two pixels are four bytes: their luminances, and the chrominances of both (PS3.3 C.7.6.3.1.2). */
    private static NativeFrame fromHalvedChrominance(byte[] frame, PixelFormat format) throws UnrenderableException {
        Size size = format.size();
        if (size.columns() % 2 != 0 || format.byPlane()) {
            throw new UnrenderableException(
                    "Images in " + format.photometric() + " of such a form are not rendered here.");
        }
        byte[] cells = new byte[3 * size.pixels()];
        for (int pixel = 0; pixel < size.pixels(); pixel++) {
            int pair = pixel / 2 * 4;
            cells[3 * pixel] = frame[pair + pixel % 2];
            cells[3 * pixel + 1] = frame[pair + 2];
            cells[3 * pixel + 2] = frame[pair + 3];
        }
        Photometric whole =
                format.photometric() == Photometric.YBR_FULL_422 ? Photometric.YBR_FULL : format.photometric();
        return new NativeFrame(format.byPixel(whole), cells);
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
