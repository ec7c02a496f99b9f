package dev.xdsi.dicom.codec.jpeg2000;

/** A rectangle on some grid; its lower right corner is outside it. */
record Area(int x0, int y0, int x1, int y1) {
    int width() {
        return Math.max(0, x1 - x0);
    }

    int height() {
        return Math.max(0, y1 - y0);
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    int size() {
        return Math.multiplyExact(width(), height());
    }

    Area within(Area other) {
        return new Area(Math.max(x0, other.x0), Math.max(y0, other.y0), Math.min(x1, other.x1), Math.min(y1, other.y1));
    }

    /** On a grid so many times halved. */
    Area halved(int times) {
        return new Area(ceil(x0, times), ceil(y0, times), ceil(x1, times), ceil(y1, times));
    }

    /** What a subband has of it (ISO/IEC 15444-1 B-15). */
    Area band(int times, int horizontal, int vertical) {
        long x = (long) horizontal << (times - 1);
        long y = (long) vertical << (times - 1);
        return new Area(ceil(x0 - x, times), ceil(y0 - y, times), ceil(x1 - x, times), ceil(y1 - y, times));
    }

    static int ceil(long value, int times) {
        return (int) ((value + (1L << times) - 1) >> times);
    }
}
