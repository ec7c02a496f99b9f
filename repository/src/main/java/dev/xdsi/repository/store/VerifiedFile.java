package dev.xdsi.repository.store;

import dev.xdsi.transaction.SendableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A content that is a plain file. Its blocks are compared when they are read; that the system sends them a moment later from the memory
 * where it has them since, and not from the disk again, is what makes that enough.
 *
 * @param file the same as {@code bytes} reads
 */
record VerifiedFile(FileChannel file, VerifiedChannel bytes) implements SendableFile {
    @Override
    public long vouch(long most, ByteBuffer scratch) throws IOException {
        long compared = 0;
        while (compared < most) {
            int passed = bytes.pass(most - compared, scratch);
            if (passed > 0) {
                compared += passed;
                continue;
            }
            int read = bytes.read(scratch.clear().limit((int) Math.min(scratch.capacity(), most - compared)));
            if (read < 0) {
                break;
            }
            compared += read;
        }
        return compared;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return bytes.read(target);
    }

    @Override
    public boolean isOpen() {
        return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
