package dev.xdsi.soap.mtom;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Buffers outside of the heap for what goes to an {@link Outlet}, in pairs: one is filled while the other leaves. There are few: an answer
 * that gets none is written from the heap.
 */
final class OutletBuffers {
    private static final int MOST = 16;

    private final int size;
    private final Semaphore some = new Semaphore(MOST);
    private final Queue<ByteBuffer[]> free = new ConcurrentLinkedQueue<>();

    /** @param size of each, in bytes */
    OutletBuffers(int size) {
        this.size = size;
    }

    ByteBuffer @Nullable [] take() {
        if (!some.tryAcquire()) {
            return null;
        }
        ByteBuffer[] pair = free.poll();
        return pair == null
                ? new ByteBuffer[] {ByteBuffer.allocateDirect(size), ByteBuffer.allocateDirect(size)}
                : pair;
    }

    /** Only buffers that no connection reads any more: another answer's bytes would leave there. */
    void giveBack(ByteBuffer[] pair) {
        for (ByteBuffer buffer : pair) {
            buffer.clear();
        }
        free.add(pair);
        some.release();
    }

    /** Others may be made in place of those that a failed connection may still read. */
    void forget() {
        some.release();
    }
}
