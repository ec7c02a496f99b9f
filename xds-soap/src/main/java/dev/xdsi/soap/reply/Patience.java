package dev.xdsi.soap.reply;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Ends an answer whose receiver lets nothing more through. A connection has no time-out for what is written to it; but a virtual thread that
 * is interrupted closes the socket on which it waits.
 */
final class Patience implements AutoCloseable {
    private final Thread sender;
    private final ReplyLimits.Timeouts timeouts;
    private final long begun = System.nanoTime();
    private final Thread guard;
    private volatile long progress = begun;
    private boolean resting;
    private boolean ended;
    private boolean over;

    Patience(Thread sender, ReplyLimits.Timeouts timeouts) {
        this.sender = sender;
        this.timeouts = timeouts;
        this.guard = Thread.ofVirtual().name("reply-guard").start(this::watch);
    }

    /** Something was let through. */
    void progress() {
        progress = System.nanoTime();
    }

    synchronized boolean isOver() {
        return over || System.nanoTime() - begun > timeouts.whole().toNanos();
    }

    /** Waits before the next try. */
    void rest(Duration pause) throws InterruptedIOException {
        rests(true);
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the answer was given up before it was offered again");
        } finally {
            progress();
            rests(false);
        }
    }

    private synchronized void rests(boolean now) {
        resting = now;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(timeouts.idle());
                endIfStalled();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endIfStalled() {
        long now = System.nanoTime();
        boolean late = now - begun > timeouts.whole().toNanos();
        boolean stalled = !resting && now - progress > timeouts.idle().toNanos();
        if (!ended && (late || stalled)) {
            over = true;
            sender.interrupt();
        }
    }

    @Override
    public void close() {
        boolean interrupted;
        synchronized (this) {
            ended = true;
            interrupted = over;
        }
        guard.interrupt();
        if (interrupted && Thread.currentThread() == sender) {
            // Meant for the connection that is gone, not for what this thread does next.
            var _ = Thread.interrupted();
        }
    }
}
