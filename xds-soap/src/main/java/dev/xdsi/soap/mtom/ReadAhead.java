package dev.xdsi.soap.mtom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next block of a document while the one before leaves: what reads, and compares what it reads, has a processor of its own
 * meanwhile. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {
    private final ReadableByteChannel in;
    private ByteBuffer next;
    private ByteBuffer given;
    private Beside<Integer> reading = Beside.done(0);
    private boolean begun;

    /** The channel is closed with it; the buffers are its own until then. */
    ReadAhead(ReadableByteChannel in, ByteBuffer first, ByteBuffer second) {
        this.in = in;
        this.next = first;
        this.given = second;
    }

    /** The next bytes, which stay until they are asked for again; null at the end. */
    @Nullable
    ByteBuffer next() throws IOException {
        int read = begun ? reading.join() : in.read(next);
        begun = true;
        if (read < 0) {
            return null;
        }
        ByteBuffer free = given;
        given = next.flip();
        next = free.clear();
        ByteBuffer into = next;
        reading = Beside.start(() -> in.read(into));
        return given;
    }

    /** Whoever still reads is interrupted by that, and nobody touches the buffers any more. */
    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            reading.settle();
        }
    }
}
