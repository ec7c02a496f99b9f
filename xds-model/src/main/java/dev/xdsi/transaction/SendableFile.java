package dev.xdsi.transaction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * Bytes of a {@link DocumentContent} that are in a file as they are, from its first to its last: who sends them can leave that to the
 * system, and need not take them himself. It is closed with its file.
 */
public interface SendableFile extends ReadableByteChannel {
    FileChannel file();

    /**
     * Reads on without giving anything: only what was vouched for may be taken from the {@link #file}.
     *
     * @param most how many bytes are enough
     * @param scratch what is read through; its content means nothing
     * @return how many of the next bytes are those that were once received, which are fewer only at the end
     * @throws IOException also when they are other bytes or too few
     */
    long vouch(long most, ByteBuffer scratch) throws IOException;
}
