package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;

/** The bits of a scan until its next marker; a byte of ones that is data has a zero behind it (ISO/IEC 10918-1 F.1.2.3). */
final class EntropyBits {
    private static final int ONES = 0xFF;
    private static final int FIRST_RESTART = 0xD0;
    private static final int RESTARTS = 8;

    private final byte[] bytes;
    private int at;
    private long cache;
    private int cached;
    private int restarts;

    EntropyBits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    private void fill() {
        while (cached <= Long.SIZE - 2 * Byte.SIZE && at < bytes.length) {
            int next = bytes[at] & 0xFF;
            if (next == ONES) {
                if (at + 1 >= bytes.length || bytes[at + 1] != 0) {
                    return;
                }
                at++;
            }
            at++;
            cache = cache << Byte.SIZE | next;
            cached += Byte.SIZE;
        }
    }

    /** The next bits without taking them; beyond the end there are zeros to be seen, but not to be had. */
    int peek(int count) {
        if (cached < count) {
            fill();
        }
        long bits = cached >= count ? cache >>> (cached - count) : cache << (count - cached);
        return (int) bits & ((1 << count) - 1);
    }

    void skip(int count) throws BadCodestreamException {
        if (cached < count) {
            throw new BadCodestreamException("The compressed picture ends early.");
        }
        cached -= count;
    }

    /** @param count at most 16 */
    int bits(int count) throws BadCodestreamException {
        int bits = peek(count);
        skip(count);
        return bits;
    }

    /** A number by the length of its bits (F.2.2.1): the upper half of them are positive. */
    int signed(int length) throws BadCodestreamException {
        if (length == 0) {
            return 0;
        }
        int bits = bits(length);
        return bits < 1 << (length - 1) ? bits - (1 << length) + 1 : bits;
    }

    /** Goes on behind the next restart marker, which must stand here. */
    void restart() throws BadCodestreamException {
        cached = 0;
        while (at + 1 < bytes.length && (bytes[at] & 0xFF) == ONES && (bytes[at + 1] & 0xFF) == ONES) {
            at++;
        }
        int expected = FIRST_RESTART + restarts++ % RESTARTS;
        if (at + 1 >= bytes.length || (bytes[at] & 0xFF) != ONES || (bytes[at + 1] & 0xFF) != expected) {
            throw new BadCodestreamException("The compressed picture lacks a part between two markers.");
        }
        at += 2;
    }

    /** Where the marker after the scan stands, or the end where there is none. */
    int end() {
        int marker = at;
        while (marker < bytes.length) {
            boolean isMarker = (bytes[marker] & 0xFF) == ONES && marker + 1 < bytes.length && bytes[marker + 1] != 0;
            if (isMarker) {
                return marker;
            }
            marker++;
        }
        return marker;
    }
}
