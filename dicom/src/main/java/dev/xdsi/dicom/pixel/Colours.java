package dev.xdsi.dicom.pixel;

/** What the pixels of an image look like. */
interface Colours {
    /** Red, green and blue of a pixel, a byte each, the last the lowest. */
    int rgb(int pixel);

    /** The same of {@code count} pixels from {@code first} on. */
    default void rgb(int first, int count, int[] into) {
        for (int i = 0; i < count; i++) {
            into[i] = rgb(first + i);
        }
    }

    /** The same as bytes, where all are {@linkplain #isGray() gray}. */
    default void grays(int first, int count, byte[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (byte) rgb(first + i);
        }
    }

    default boolean isGray() {
        return false;
    }

    static int rgb(int red, int green, int blue) {
        return (red << 16) | (green << 8) | blue;
    }
}
