package dev.xdsi.dicom.codec.jpeg2000;

/**
 * Bits of a High-Throughput code-block that are read from its end, the lowest of a byte first (ISO/IEC 15444-15 7.1). Before the first byte
 * there are zeros.
 */
final class BackwardBits {
    private static final int LAST_DATA = 0x8F;
    private static final int SEVEN_ONES = 0x7F;

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int last;
    private long bits;
    private int left;

    void begin(byte[] from, int first, int end) {
        bytes = from;
        start = first;
        at = end;
        last = 0xFF;
        bits = 0;
        left = 0;
    }

    /** The next ones, the first lowest. */
    int peek(int count) {
        while (left < count) {
            boolean stuffable = last > LAST_DATA;
            last = at > start ? bytes[--at] & 0xFF : 0;
            boolean stuffed = stuffable && (last & SEVEN_ONES) == SEVEN_ONES;
            bits |= (long) (stuffed ? SEVEN_ONES : last) << left;
            left += stuffed ? Byte.SIZE - 1 : Byte.SIZE;
        }
        return (int) (bits & (1L << count) - 1);
    }

    /** Of those that were looked at. */
    void skip(int count) {
        bits >>>= count;
        left -= count;
    }

    int read(int count) {
        int value = peek(count);
        skip(count);
        return value;
    }
}
