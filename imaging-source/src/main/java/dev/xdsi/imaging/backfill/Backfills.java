package dev.xdsi.imaging.backfill;

import dev.xdsi.imaging.publication.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of backfills, two studies at a time, until it is stopped. */
public final class Backfills {
    private static final Logger LOG = LoggerFactory.getLogger(Backfills.class);
    private static final int WORKERS = 2;

    private final BackfillStore store;
    private final BackfillStore.Listing listing;
    private final BackfillStore.Fetching fetching;
    private final Publisher.Timing timing;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore wakings = new Semaphore(0);
    private volatile boolean stopping;

    public Backfills(
            BackfillStore store,
            BackfillStore.Listing listing,
            BackfillStore.Fetching fetching,
            Publisher.Timing timing) {
        this.store = store;
        this.listing = listing;
        this.fetching = fetching;
        this.timing = timing;
    }

    /** Goes on where whoever worked before was stopped, however that was. */
    public synchronized void start() {
        for (int i = 1; i <= WORKERS; i++) {
            threads.add(Thread.ofPlatform().name("backfill-" + i).daemon().start(this::run));
        }
    }

    /** Lets what is under way come to its end, within the grace period; then it is done again by the next to start. */
    public synchronized void stop(Duration grace) throws InterruptedException {
        stopping = true;
        wake();
        for (Thread thread : threads) {
            if (!thread.join(grace)) {
                thread.interrupt();
            }
        }
    }

    /** Looks for work now and not only when it is time to look again. */
    public void wake() {
        wakings.release(WORKERS);
    }

    /** Why backfills do not go on, or more slowly; null when all is well. */
    public synchronized @Nullable String trouble() {
        long dead = threads.stream().filter(thread -> !thread.isAlive()).count();
        return dead > 0 && !stopping
                ? dead + " of " + WORKERS + " who do the work of backfills died; restart the gateway"
                : null;
    }

    private void run() {
        try {
            while (!stopping) {
                if (!workOnNext() && !stopping) {
                    wakings.tryAcquire(timing.schedule().poll().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean workOnNext() {
        try {
            boolean listed = store.listNext(timing.clock().instant(), listing);
            return store.fetchNext(timing.clock().instant(), fetching) || listed;
        } catch (RuntimeException failure) {
            LOG.error("cannot look for backfills", failure);
            return false;
        }
    }
}
