package dev.xdsi.dicom.codec.jpeg2000;

/** Bits of a High-Throughput code-block that are read from its front, the lowest of a byte first (ISO/IEC 15444-15 7.1). */
final class ForwardBits {
    private static final int ONES = 0xFF;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int beyond;
    private int last;
    private long bits;
    private int left;

    /** @param beyond which byte is read behind the last, zeros or ones */
    void begin(byte[] from, int length, int beyond) {
        this.bytes = from;
        this.at = 0;
        this.end = length;
        this.beyond = beyond;
        this.last = 0;
        this.bits = 0;
        this.left = 0;
    }

    /** At most 31. */
    int read(int count) {
        while (left < count) {
            boolean stuffed = last == ONES;
            last = at < end ? bytes[at++] & 0xFF : beyond;
            bits |= (long) (stuffed ? last & 0x7F : last) << left;
            left += stuffed ? Byte.SIZE - 1 : Byte.SIZE;
        }
        int value = (int) (bits & (1L << count) - 1);
        bits >>>= count;
        left -= count;
        return value;
    }
}
