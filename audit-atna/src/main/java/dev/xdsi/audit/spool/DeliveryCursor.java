package dev.xdsi.audit.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The durable sequence number up to which messages were delivered. Two slots are written in turn, so that a write cut
 * short leaves the older number standing; an older number only means that some messages are sent again.
 */
final class DeliveryCursor {
    private static final int SLOT = Long.BYTES + Integer.BYTES;

    private final RandomAccessFile file;
    private long value;
    private int next;

    DeliveryCursor(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        for (int slot = 0; slot < 2 && file.length() >= (slot + 1L) * SLOT; slot++) {
            file.seek((long) slot * SLOT);
            long sequence = file.readLong();
            if (file.readInt() == checksum(sequence) && sequence > value) {
                value = sequence;
                next = 1 - slot;
            }
        }
    }

    long value() {
        return value;
    }

    void advance(long sequence) throws IOException {
        file.seek((long) next * SLOT);
        file.write(ByteBuffer.allocate(SLOT)
                .putLong(sequence)
                .putInt(checksum(sequence))
                .array());
        file.getFD().sync();
        value = sequence;
        next = 1 - next;
    }

    private static int checksum(long sequence) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(~sequence).flip());
        return (int) crc.getValue();
    }

    void close() throws IOException {
        file.close();
    }
}
