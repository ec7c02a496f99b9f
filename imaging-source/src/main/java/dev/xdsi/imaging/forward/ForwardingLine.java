package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.publication.Publisher.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one kind of work, step by step, until it is stopped. While the other side is away it is asked later and later, and what waits for
 * it is not touched: that it was away is no fault of what waits.
 */
public final class ForwardingLine {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingLine.class);

    /** So long nobody need look: it may just be started anew. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final String name;
    private final Step step;
    private final Timing timing;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Semaphore wakings = new Semaphore(0);
    private volatile boolean stopping;
    private volatile @Nullable Absence absence;

    /** Does what has been due longest. */
    @FunctionalInterface
    interface Step {
        Progress make(Instant now);
    }

    /** Since when the other side is away, how often it was tried, and when it is tried again. */
    private record Absence(Instant since, int failures, Instant until, String why) {}

    /** @param name what goes on, for operators */
    ForwardingLine(String name, Step step, Timing timing) {
        this.name = name;
        this.step = step;
        this.timing = timing;
    }

    public void start() {
        Thread started =
                Thread.ofPlatform().name("forwarding of " + name).daemon().unstarted(this::run);
        if (!thread.compareAndSet(null, started)) {
            throw new IllegalStateException(name + " are forwarded already");
        }
        started.start();
    }

    /** Begins no other step. */
    void stopSoon() {
        stopping = true;
        wake();
    }

    /** Lets the step that is under way come to its end, within the grace period. */
    public void stop(Duration grace) throws InterruptedException {
        stopSoon();
        Thread running = thread.get();
        if (running != null && !running.join(grace)) {
            running.interrupt();
        }
    }

    /** Looks for work now and not only when it is time to look again, also at who was away. */
    public void wake() {
        absence = null;
        wakings.release();
    }

    /** Why nothing goes on any more; null when all is well. */
    public @Nullable String trouble() {
        Thread running = thread.get();
        return running != null && !running.isAlive() && !stopping
                ? "who forwards " + name + " died; restart the gateway"
                : null;
    }

    /** That the other side has been away for long; null when it was not. */
    public @Nullable String absence() {
        Absence away = absence;
        return away == null || timing.clock().instant().isBefore(away.since().plus(PATIENCE))
                ? null
                : name + " cannot be forwarded since " + away.since() + ": " + away.why();
    }

    private void run() {
        try {
            while (!stopping) {
                wakings.drainPermits();
                if (!isDue() || !(make() instanceof Progress.Done)) {
                    pause();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause() throws InterruptedException {
        if (!stopping) {
            wakings.tryAcquire(timing.schedule().poll().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isDue() {
        Absence away = absence;
        return away == null || !timing.clock().instant().isBefore(away.until());
    }

    private Progress make() {
        try {
            Progress progress = step.make(timing.clock().instant());
            note(progress);
            return progress;
        } catch (RuntimeException failure) {
            LOG.error("cannot forward {}", name, failure);
            return Progress.NOTHING_DUE;
        }
    }

    private void note(Progress progress) {
        Absence before = absence;
        switch (progress) {
            case Progress.Away(String why) -> {
                int failures = before == null ? 0 : before.failures();
                Instant since = before == null ? timing.clock().instant() : before.since();
                absence = new Absence(since, failures + 1, timing.retryAfter(failures), why);
                if (before == null) {
                    LOG.warn("{} wait: {}", name, why);
                }
            }
            case Progress.Done ignored -> {
                absence = null;
                if (before != null) {
                    LOG.info("{} are forwarded again", name);
                }
            }
            case Progress.NothingDue ignored -> absence = null;
        }
    }
}
