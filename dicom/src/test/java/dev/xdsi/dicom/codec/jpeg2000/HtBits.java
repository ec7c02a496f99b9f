package dev.xdsi.dicom.codec.jpeg2000;

import java.io.ByteArrayOutputStream;

/** Writes the streams that High-Throughput code-blocks are made of (ISO/IEC 15444-15 7.1), each bit by bit. */
final class HtBits {
    /** Which way a stream goes: that decides on the order of bits and on what is stuffed. */
    enum Kind {
        MAGNITUDES,
        EVENTS,
        BACKWARD
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Kind kind;
    private int current;
    private int used;
    private int last;

    HtBits(Kind kind) {
        this.kind = kind;
        this.last = kind == Kind.BACKWARD ? 0xFF : 0;
    }

    void write(int value, int count) {
        for (int i = 0; i < count; i++) {
            bit(value >> i & 1);
        }
    }

    private void bit(int bit) {
        boolean short7 = kind != Kind.BACKWARD && last == 0xFF;
        int room = short7 ? 7 : 8;
        current |= bit << (kind == Kind.EVENTS ? room - 1 - used : used);
        used++;
        boolean stuffed = kind == Kind.BACKWARD && used == 7 && last > 0x8F && current == 0x7F;
        if (used == room || stuffed) {
            flush();
        }
    }

    private void flush() {
        out.write(current);
        last = current;
        current = 0;
        used = 0;
    }

    /** In the order in which they stand in the code-block. */
    byte[] bytes() {
        if (used > 0) {
            flush();
        }
        if (kind != Kind.BACKWARD && last == 0xFF) {
            flush();
        }
        byte[] bytes = out.toByteArray();
        if (kind == Kind.BACKWARD) {
            for (int i = 0; i < bytes.length / 2; i++) {
                byte one = bytes[i];
                bytes[i] = bytes[bytes.length - 1 - i];
                bytes[bytes.length - 1 - i] = one;
            }
        }
        return bytes;
    }
}
