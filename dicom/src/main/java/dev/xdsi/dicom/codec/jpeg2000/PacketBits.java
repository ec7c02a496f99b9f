package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;

/** The bits of packet headers; behind a byte of ones comes a zero that means nothing (ISO/IEC 15444-1 B.10.1). */
final class PacketBits {
    private static final int ONES = 0xFF;
    private static final int START_OF_PACKET = 0xFF91;
    private static final int END_OF_HEADER = 0xFF92;
    private static final int START_LENGTH = 6;

    private final byte[] bytes;
    private int at;
    private int current;
    private int left;

    PacketBits(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A packet begins, perhaps with a marker. */
    void begin() {
        left = 0;
        current = 0;
        if (marker() == START_OF_PACKET && bytes.length - at >= START_LENGTH) {
            at += START_LENGTH;
        }
    }

    /** The header ends, perhaps with a marker. */
    void end() throws BadCodestreamException {
        if (current == ONES) {
            next();
        }
        left = 0;
        current = 0;
        if (marker() == END_OF_HEADER) {
            at += 2;
        }
    }

    private int marker() {
        return bytes.length - at < 2 ? -1 : ((bytes[at] & 0xFF) << Byte.SIZE) | (bytes[at + 1] & 0xFF);
    }

    private void next() throws BadCodestreamException {
        if (at >= bytes.length) {
            throw new BadCodestreamException("The compressed picture ends early.");
        }
        left = current == ONES ? Byte.SIZE - 1 : Byte.SIZE;
        current = bytes[at++] & 0xFF;
    }

    int bit() throws BadCodestreamException {
        if (left == 0) {
            next();
        }
        return current >> --left & 1;
    }

    int bits(int count) throws BadCodestreamException {
        int bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 1 | bit();
        }
        return bits;
    }

    /** Passes over bytes of a packet's body and returns where they begin. */
    int body(int length) throws BadCodestreamException {
        if (length < 0 || length > bytes.length - at) {
            throw new BadCodestreamException("The compressed picture ends early.");
        }
        int from = at;
        at += length;
        return from;
    }
}
