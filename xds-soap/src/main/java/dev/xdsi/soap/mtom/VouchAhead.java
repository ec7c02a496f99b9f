package dev.xdsi.soap.mtom;

import dev.xdsi.transaction.SendableFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets a document's file be sent piece by piece, and vouches for what comes next while a piece leaves, so far ahead that neither waits
 * for the other as long as both have work. Used by one thread.
 */
final class VouchAhead implements AutoCloseable {
    private static final int STEP = 256 * 1024;

    /** So little that what was compared is still in memory when it is sent. */
    private static final long FARTHEST = 16 * 1024 * 1024;

    private final SendableFile in;
    private final ByteBuffer scratch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Beside<Long> vouching = Beside.done(0L);
    private long vouched;
    private long sent;
    private boolean ended;

    /** The file is closed with it; the buffer is its own until then. */
    VouchAhead(SendableFile in, ByteBuffer scratch) {
        this.in = in;
        this.scratch = scratch;
    }

    /** Sends all of it, and tells how many bytes that were. */
    long sendTo(Outlet.OfFiles outlet) throws IOException {
        vouching = Beside.start(this::vouch);
        for (int piece = nextPiece(0); piece > 0; piece = nextPiece(piece)) {
            outlet.send(in.file(), sent, piece);
        }
        return vouching.join();
    }

    private long vouch() throws IOException {
        try {
            long compared = 0;
            for (long read; (read = in.vouch(STEP, scratch)) > 0 && found(read); compared += read) {}
            return compared;
        } finally {
            end();
        }
    }

    /** Counts what was found to be right, and waits until it is time for more; false when nobody wants more. */
    private boolean found(long bytes) throws InterruptedIOException {
        lock.lock();
        try {
            vouched += bytes;
            changed.signalAll();
            awaitThat(() -> vouched - sent < FARTHEST);
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    /** Counts what left, and tells how many bytes may leave now, of those that were found to be right; none at the end. */
    private int nextPiece(int left) throws InterruptedIOException {
        lock.lock();
        try {
            sent += left;
            changed.signalAll();
            awaitThat(() -> vouched > sent);
            return (int) Math.min(vouched - sent, Outlet.OfFiles.MOST);
        } finally {
            lock.unlock();
        }
    }

    private void awaitThat(BooleanSupplier condition) throws InterruptedIOException {
        try {
            while (!ended && !condition.getAsBoolean()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a document was sent");
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever still reads is interrupted by that, and nobody touches the buffer any more. */
    @Override
    public void close() throws IOException {
        end();
        try {
            in.close();
        } finally {
            vouching.settle();
        }
    }
}
