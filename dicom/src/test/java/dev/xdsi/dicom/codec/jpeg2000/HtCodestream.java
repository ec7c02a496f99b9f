package dev.xdsi.dicom.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** A codestream of one component, one tile, no decomposition and one code-block, as far as it is a High-Throughput one. */
final class HtCodestream {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream();
    private final int planes;
    private final int zeros;
    private int buffer;
    private int used;
    private int last;
    private int lengthBits = 3;
    private boolean begun;

    /** What a packet brings of the block: how many passes, and the bytes of each segment. */
    record Contribution(int passes, List<byte[]> segments) {}

    /** @param zeros how many of its planes the block lacks */
    HtCodestream(int planes, int zeros) {
        this.planes = planes;
        this.zeros = zeros;
    }

    /** @param first of how many passes the length of the first segment is, of others, of one less than three */
    void packet(Contribution fresh, int first) {
        // Three are too few for blocks beside which there may be others (ISO/IEC 15444-15 Annex B).
        int needed = Math.max(4, lengthBits);
        for (byte[] segment : fresh.segments) {
            needed = Math.max(needed, 33 - Integer.numberOfLeadingZeros(segment.length));
        }
        packet(fresh, first, needed);
    }

    /** One of a block of the former kind, whose length begins with a one. */
    void formerPacket(Contribution fresh) {
        int length = fresh.segments.getFirst().length;
        packet(fresh, fresh.passes, 32 - Integer.numberOfLeadingZeros(length) - log(fresh.passes));
    }

    private void packet(Contribution fresh, int first, int needed) {
        bit(1);
        if (!begun) {
            bit(1);
            for (int i = 0; i < zeros; i++) {
                bit(0);
            }
        }
        bit(1);
        begun = true;
        passes(fresh.passes);
        for (; lengthBits < needed; lengthBits++) {
            bit(1);
        }
        bit(0);
        int count = first;
        for (byte[] segment : fresh.segments) {
            bits(segment.length, lengthBits + log(count));
            count = fresh.passes - first;
        }
        end();
        fresh.segments.forEach(packets::writeBytes);
    }

    private static int log(int count) {
        return 31 - Integer.numberOfLeadingZeros(count);
    }

    private void passes(int count) {
        if (count < 3) {
            bits(count == 1 ? 0 : 0b10, count);
        } else if (count < 6) {
            bits(0b1100 | count - 3, 4);
        } else {
            bits(0b1111 << 5 | count - 6, 9);
        }
    }

    private void bits(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bit(value >> i & 1);
        }
    }

    private void bit(int bit) {
        int room = last == 0xFF ? 7 : 8;
        buffer |= bit << (room - 1 - used);
        if (++used == room) {
            flush();
        }
    }

    private void flush() {
        packets.write(buffer);
        last = buffer;
        buffer = 0;
        used = 0;
    }

    private void end() {
        if (used > 0 || last == 0xFF) {
            flush();
        }
        last = 0;
    }

    /** The whole, of unsigned samples of so many bits. */
    byte[] bytes(int width, int height, int bits, int layers, int style) {
        out.reset();
        u16(0xFF4F, 0xFF51, 41, 0x4000, 0, width, 0, height, 0, 0, 0, 0, 0, width, 0, height, 0, 0, 0, 0, 1);
        u8(bits - 1, 1, 1);
        u16(0xFF50, 8, 2, 0, (style & CodingStyle.MIXED) != 0 ? 0xC000 : 0);
        u16(0xFF52, 12);
        u8(0, 0, layers >> 8, layers, 0, 0, blockBits(width) - 2, blockBits(height) - 2, style, 1);
        u16(0xFF5C, 4);
        u8(1 << 5, planes << 3);
        u16(0xFF90, 10, 0, 0, packets.size() + 14);
        u8(0, 1);
        u16(0xFF93);
        out.writeBytes(packets.toByteArray());
        u16(0xFFD9);
        return out.toByteArray();
    }

    private static int blockBits(int length) {
        return Math.max(2, 32 - Integer.numberOfLeadingZeros(length - 1));
    }

    private void u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
    }

    private void u16(int... values) {
        for (int value : values) {
            u8(value >> 8, value);
        }
    }
}
