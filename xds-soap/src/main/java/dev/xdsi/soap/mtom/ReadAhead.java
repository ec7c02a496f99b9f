package dev.xdsi.soap.mtom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the next block of a document while the one before leaves: what reads, and compares what it reads, has a processor of its own
 * meanwhile. Used by one thread.
 */
final class ReadAhead implements AutoCloseable {
    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("read ahead").start(task);

    private final ReadableByteChannel in;
    private ByteBuffer next;
    private ByteBuffer given;
    private CompletableFuture<Integer> reading = CompletableFuture.completedFuture(0);
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
        int read = begun ? read() : in.read(next);
        begun = true;
        if (read < 0) {
            return null;
        }
        ByteBuffer free = given;
        given = next.flip();
        next = free.clear();
        ByteBuffer into = next;
        reading = CompletableFuture.supplyAsync(() -> readBeside(into), BESIDE);
        return given;
    }

    private int read() throws IOException {
        try {
            return reading.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException unchecked -> throw unchecked.getCause();
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw e;
            }
        }
    }

    private int readBeside(ByteBuffer into) {
        try {
            return in.read(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever still reads is interrupted by that, and nobody touches the buffers any more. */
    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            reading.exceptionally(failed -> -1).join();
        }
    }
}
