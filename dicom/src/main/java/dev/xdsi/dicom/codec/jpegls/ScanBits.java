package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;

/** The bits of a scan. After a byte of ones the next begins with a zero that means nothing; with a one it is a marker (ISO/IEC 14495-1 A.1). */
final class ScanBits {
    private static final int ONES = 0xFF;

    private final byte[] bytes;
    private int at;
    private long cache;
    private int cached;
    private boolean afterOnes;

    ScanBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    private void fill() {
        while (cached <= Long.SIZE - 2 * Byte.SIZE && at < bytes.length) {
            int next = bytes[at] & 0xFF;
            if (next == ONES && at + 1 < bytes.length && bytes[at + 1] < 0) {
                return;
            }
            int bits = afterOnes ? Byte.SIZE - 1 : Byte.SIZE;
            cache = (cache << bits) | next;
            cached += bits;
            afterOnes = next == ONES;
            at++;
        }
    }

    int bit() throws BadCodestreamException {
        return bits(1);
    }

    /** @param count at most 31 */
    int bits(int count) throws BadCodestreamException {
        if (cached < count) {
            fill();
            if (cached < count) {
                throw new BadCodestreamException("The compressed picture ends early.");
            }
        }
        cached -= count;
        return (int) (cache >>> cached) & (int) ((1L << count) - 1);
    }

    /** How many zeros stand before the next one, which is passed over. */
    int zeros(int most) throws BadCodestreamException {
        int zeros = 0;
        while (bit() == 0) {
            zeros++;
            if (zeros > most) {
                throw new BadCodestreamException("The compressed picture has a code that is none.");
            }
        }
        return zeros;
    }

    /** Where the marker after the scan stands. */
    int end() {
        int marker = at;
        while (marker + 1 < bytes.length && (bytes[marker] & 0xFF) != ONES) {
            marker++;
        }
        return marker;
    }
}
