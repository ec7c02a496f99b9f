package dev.xdsi.repository.store;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The CRC-32C of each block of a content, by which bytes that rotted are noticed before anybody gets them. */
public final class BlockChecksums {
    /** Bytes in a block; the last may have fewer. */
    public static final int BLOCK = 256 * 1024;

    private final ByteBuffer values;

    BlockChecksums(byte[] values) {
        this.values = ByteBuffer.wrap(values.clone());
    }

    /** Four bytes for each block, as {@link #BlockChecksums} takes them. */
    public byte[] bytes() {
        return values.array().clone();
    }

    /** How many bytes the block that begins at {@code position} of a content of {@code size} bytes has. */
    static int length(long position, long size) {
        return (int) Math.min(BLOCK, size - position);
    }

    /** Compares a whole block's checksum with what was once received. */
    boolean match(long position, int checksum) {
        long index = position / BLOCK * Integer.BYTES;
        return index < values.capacity() && values.getInt((int) index) == checksum;
    }

    static int of(ByteBuffer block) {
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate());
        return (int) crc.getValue();
    }
}
