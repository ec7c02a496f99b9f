package dev.xdsi.registry.store.hibernate;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Through which only so many go at once; the next waits for his turn, as long as he has the patience. */
record Admission(Semaphore free, Duration patience) {
    static Admission of(int atOnce, Duration patience) {
        return new Admission(new Semaphore(atOnce, true), patience);
    }

    /** Whether it is granted; then it is to be ended. */
    boolean granted() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        free.release();
    }
}
