package dev.xdsi.soap.mtom;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Buffers outside of the heap for what goes to an {@link Outlet}. There are few: an answer that gets none is written from the heap. */
final class OutletBuffers {
    private static final int MOST = 32;

    private final int size;
    private final Semaphore some = new Semaphore(MOST);
    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** @param size of each, in bytes */
    OutletBuffers(int size) {
        this.size = size;
    }

    @Nullable
    ByteBuffer take() {
        if (!some.tryAcquire()) {
            return null;
        }
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(size) : buffer;
    }

    /** Only a buffer that no connection reads any more: another answer's bytes would leave there. */
    void giveBack(ByteBuffer buffer) {
        free.add(buffer.clear());
        some.release();
    }

    /** Another may be made in place of one that a failed connection may still read. */
    void forget() {
        some.release();
    }
}
