package dev.xdsi.dicom.pixel;

/** Pixels that are their colours: red, green and blue, or luminance and chrominance (PS3.3 C.7.6.3.1.2). */
record TrueColours(NativeFrame frame) implements Colours {
    private static final int MIDDLE = 128;

    @Override
    public int rgb(int pixel) {
        return frame.format().photometric() == Photometric.RGB
                ? Colours.rgb(part(pixel, 0), part(pixel, 1), part(pixel, 2))
                : fromYbr(frame.bits(pixel, 0), frame.bits(pixel, 1) - MIDDLE, frame.bits(pixel, 2) - MIDDLE);
    }

    private int part(int pixel, int sample) {
        int bits = frame.bits(pixel, sample);
        int stored = frame.format().sample().bitsStored();
        return stored >= Byte.SIZE ? bits >> (stored - Byte.SIZE) : bits * 0xFF / ((1 << stored) - 1);
    }

    private static int fromYbr(int y, int cb, int cr) {
        return Colours.rgb(inByte(y + 1.402 * cr), inByte(y - 0.344136 * cb - 0.714136 * cr), inByte(y + 1.772 * cb));
    }

    private static int inByte(double part) {
        return Math.clamp(Math.round(part), 0, 0xFF);
    }
}
