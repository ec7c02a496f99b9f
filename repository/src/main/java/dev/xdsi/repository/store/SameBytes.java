package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Compares bytes one by one where a hash is not proof enough. */
public final class SameBytes {
    private SameBytes() {}

    /** Whether both give the same bytes to their ends. */
    public static boolean in(ReadableByteChannel one, ReadableByteChannel other) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(BlockChecksums.BLOCK);
        ByteBuffer second = ByteBuffer.allocate(BlockChecksums.BLOCK);
        do {
            fill(one, first.clear());
            fill(other, second.clear());
            if (!first.flip().equals(second.flip())) {
                return false;
            }
        } while (first.hasRemaining());
        return true;
    }

    private static void fill(ReadableByteChannel from, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && from.read(buffer) >= 0) {
            // a channel gives as much as it likes
        }
    }
}
