package dev.xdsi.dicom.pixel;

/** Pixels that are their colours: red, green and blue, or luminance and chrominance (PS3.3 C.7.6.3.1.2). */
record TrueColours(NativeFrame frame) implements Colours {
    private static final int MIDDLE = 128;
    /** Luminance from 16 to 235 and chrominance from 16 to 240 are the whole of a partial range. */
    private static final int DARKEST = 16;

    private static final double PARTIAL_LUMINANCE = 255 / 219.0;
    private static final double PARTIAL_CHROMINANCE = 255 / 224.0;

    @Override
    public int rgb(int pixel) {
        return switch (frame.format().photometric()) {
            case YBR_FULL ->
                fromYbr(frame.bits(pixel, 0), frame.bits(pixel, 1) - MIDDLE, frame.bits(pixel, 2) - MIDDLE);
            case YBR_PARTIAL_422 ->
                fromYbr(
                        PARTIAL_LUMINANCE * (frame.bits(pixel, 0) - DARKEST),
                        PARTIAL_CHROMINANCE * (frame.bits(pixel, 1) - MIDDLE),
                        PARTIAL_CHROMINANCE * (frame.bits(pixel, 2) - MIDDLE));
            default -> Colours.rgb(part(pixel, 0), part(pixel, 1), part(pixel, 2));
        };
    }

    private int part(int pixel, int sample) {
        int bits = frame.bits(pixel, sample);
        int stored = frame.format().sample().bitsStored();
        return stored >= Byte.SIZE ? bits >> (stored - Byte.SIZE) : bits * 0xFF / ((1 << stored) - 1);
    }

    static int fromYbr(double y, double cb, double cr) {
        return Colours.rgb(inByte(y + 1.402 * cr), inByte(y - 0.344136 * cb - 0.714136 * cr), inByte(y + 1.772 * cb));
    }

    private static int inByte(double part) {
        return Math.clamp(Math.round(part), 0, 0xFF);
    }
}
