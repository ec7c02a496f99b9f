package dev.xdsi.imaging.publication;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes studies as they become due, one after the other, until it is stopped. Several may run, in one process or in many. */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final PublicationStore store;
    private final PublicationStore.Work work;
    private final BooleanSupplier beside;
    private final InstantSource clock;
    private final Schedule schedule;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Semaphore wakings = new Semaphore(0);
    private volatile boolean stopping;

    public Publisher(PublicationStore store, PublicationStore.Work work, Timing timing) {
        this(store, work, timing, () -> false);
    }

    /** @param beside one step at what stands beside manifests; false when there is nothing to do */
    public Publisher(PublicationStore store, PublicationStore.Work work, Timing timing, BooleanSupplier beside) {
        this.store = store;
        this.beside = beside;
        this.clock = timing.clock();
        this.schedule = timing.schedule();
        this.work = work;
    }

    /** When it is, and when to do what. */
    public record Timing(InstantSource clock, Schedule schedule) {
        /** When to try again after so many failures in a row before this one. */
        public Instant retryAfter(int failures) {
            return clock.instant().plus(schedule.retryAfter(failures));
        }
    }

    public void start() {
        Thread started = Thread.ofPlatform().name("publisher").daemon().unstarted(this::run);
        if (!thread.compareAndSet(null, started)) {
            throw new IllegalStateException("the publisher runs already");
        }
        started.start();
    }

    /** Lets the attempt that is running come to its end, within the grace period. */
    public void stop(Duration grace) throws InterruptedException {
        stopping = true;
        wake();
        Thread running = thread.get();
        if (running != null && !running.join(grace)) {
            running.interrupt();
        }
    }

    /** Looks for studies that are due now and not only when it is time to look again. */
    public void wake() {
        wakings.release();
    }

    /** Makes one attempt at the study that has been due longest; false when none is due. */
    public boolean publishNext() {
        return store.workOnNext(clock.instant(), schedule.quietPeriod(), work);
    }

    /** Why nothing is published now; null when all is well. */
    public @Nullable String trouble() {
        Thread running = thread.get();
        return running != null && !running.isAlive() && !stopping ? "the publisher died" : trouble.get();
    }

    private void run() {
        try {
            while (!stopping) {
                // Before the look, so that what is said during it leads to another one.
                wakings.drainPermits();
                if (!attempt() && !stopping) {
                    wakings.tryAcquire(schedule.poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            store.settleAnnouncements(clock.instant());
            // Both each time, so that neither waits for the other to have nothing to do.
            boolean published = publishNext();
            boolean followed = beside.getAsBoolean();
            trouble.set(null);
            return published || followed;
        } catch (RuntimeException failure) {
            trouble.set("publications cannot be read or written");
            LOG.error("cannot look for studies to publish", failure);
            return false;
        }
    }
}
