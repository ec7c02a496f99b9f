package dev.xdsi.imaging.commitment;

import dev.xdsi.imaging.commitment.CommitmentStore.Attempt;
import dev.xdsi.imaging.publication.Publisher.Timing;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what is committed to those who asked, one after the other, until it is stopped. Who cannot be reached is tried again, later and
 * later, for a day.
 */
public final class Commitments implements CommitmentStore.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Commitments.class);
    private static final Duration PATIENCE = Duration.ofHours(24);

    private final CommitmentStore store;
    private final Transaction<CommitmentRequest, Reported> reporting;
    private final String aeTitle;
    private final Timing timing;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final Semaphore wakings = new Semaphore(0);
    private volatile boolean stopping;

    /** @param aeTitle in whose name is reported */
    public Commitments(
            CommitmentStore store, Transaction<CommitmentRequest, Reported> reporting, String aeTitle, Timing timing) {
        this.store = store;
        this.reporting = reporting;
        this.aeTitle = aeTitle;
        this.timing = timing;
    }

    public void start() {
        Thread started = Thread.ofPlatform().name("commitments").daemon().unstarted(this::run);
        if (!thread.compareAndSet(null, started)) {
            throw new IllegalStateException("reports are sent already");
        }
        started.start();
    }

    /** Lets the report that is under way come to its end, within the grace period. */
    public void stop(Duration grace) throws InterruptedException {
        stopping = true;
        wake();
        Thread running = thread.get();
        if (running != null && !running.join(grace)) {
            running.interrupt();
        }
    }

    /** Looks for requests now and not only when it is time to look again. */
    public void wake() {
        wakings.release();
    }

    /** Why nothing is reported now; null when all is well. */
    public @Nullable String trouble() {
        Thread running = thread.get();
        return running != null && !running.isAlive() && !stopping
                ? "who reports what is committed died; restart the gateway"
                : null;
    }

    private void run() {
        try {
            while (!stopping) {
                wakings.drainPermits();
                if (!reportNext() && !stopping) {
                    wakings.tryAcquire(timing.schedule().poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean reportNext() {
        try {
            return store.workOnNext(timing.clock().instant(), this);
        } catch (RuntimeException failure) {
            LOG.error("cannot look for requests for storage commitment", failure);
            return false;
        }
    }

    @Override
    public Attempt attempt(CommitmentRequest request, int failures, Duration waiting) {
        String trouble;
        try {
            trouble = reporting.perform(request, Caller.self(aeTitle)).trouble();
        } catch (RuntimeException failure) {
            trouble = String.valueOf(failure.getMessage());
        }
        if (trouble.isEmpty()) {
            return new Attempt.Over();
        }
        boolean last = waiting.compareTo(PATIENCE) > 0;
        LOG.warn(
                "{} was not told what is committed of {}{}: {}",
                request.requester(),
                request.transactionUID(),
                last ? ", and will not be" : "",
                trouble);
        return last ? new Attempt.Over() : new Attempt.Postponed(timing.retryAfter(failures));
    }
}
