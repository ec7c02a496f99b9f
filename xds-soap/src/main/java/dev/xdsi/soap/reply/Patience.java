package dev.xdsi.soap.reply;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends an answer whose receiver lets nothing more through: a connection has no time-out for what is written to it. */
final class Patience implements AutoCloseable {
    private final ReplyLimits.Timeouts timeouts;
    private final Runnable cut;
    private final long begun = System.nanoTime();
    private final Thread guard;
    private volatile long progress = begun;
    private boolean resting;
    private boolean ended;
    private boolean over;

    /** @param cut ends the connection of the moment under whoever waits on it */
    Patience(ReplyLimits.Timeouts timeouts, Runnable cut) {
        this.timeouts = timeouts;
        this.cut = cut;
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
    synchronized void rest(Duration pause) throws InterruptedIOException {
        resting = true;
        try {
            long end = System.nanoTime() + pause.toNanos();
            for (long left = pause.toNanos(); left > 0 && !over; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the answer was given up before it was offered again");
        } finally {
            progress();
            resting = false;
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(timeouts.idle());
                if (isLate()) {
                    cut.run();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isLate() {
        long now = System.nanoTime();
        boolean late = now - begun > timeouts.whole().toNanos();
        boolean stalled = !resting && now - progress > timeouts.idle().toNanos();
        if (!ended && (late || stalled)) {
            over = true;
            notifyAll();
        }
        return over && !ended;
    }

    @Override
    public synchronized void close() {
        ended = true;
        guard.interrupt();
    }
}
