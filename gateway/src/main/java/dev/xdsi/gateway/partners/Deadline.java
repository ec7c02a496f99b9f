package dev.xdsi.gateway.partners;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** When all must be done, however slowly the other side speaks: who sends a byte now and then meets no time-out of a read. */
final class Deadline {
    private final Duration patience;
    private final long end;

    private Deadline(Duration patience, long end) {
        this.patience = patience;
        this.end = end;
    }

    static Deadline in(Duration patience) {
        return new Deadline(patience, System.nanoTime() + patience.toNanos());
    }

    /** What the work came to, or nothing when the time is over before. The work is interrupted then, which closes its socket. */
    <T> Optional<T> within(Supplier<T> work) {
        long left = end - System.nanoTime();
        if (left <= 0) {
            return Optional.empty();
        }
        FutureTask<T> task = new FutureTask<>(work::get);
        // An interrupt closes the socket for which a virtual thread waits; other threads wait on.
        Thread.ofVirtual().name("partner check").start(task);
        try {
            return Optional.of(task.get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            task.cancel(true);
            return Optional.empty();
        } catch (InterruptedException stopped) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    /** Why there is nothing. */
    String words() {
        return "this was not done when the " + patience.toSeconds()
                + " s of the whole check were over; what is there answers too slowly";
    }
}
