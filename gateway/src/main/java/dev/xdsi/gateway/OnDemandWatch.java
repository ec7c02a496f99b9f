package dev.xdsi.gateway;

import dev.xdsi.repository.ondemand.OnDemandBackfill;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks soon after the start, and every hour, for patients who have documents but not yet their on-demand entry. */
final class OnDemandWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OnDemandWatch.class);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration END = Duration.ofSeconds(10);

    private final OnDemandBackfill backfill;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("on-demand-watch").factory());

    private OnDemandWatch(OnDemandBackfill backfill) {
        this.backfill = backfill;
    }

    static OnDemandWatch start(OnDemandBackfill backfill) {
        OnDemandWatch watch = new OnDemandWatch(backfill);
        watch.after(FIRST);
        return watch;
    }

    private void after(Duration pause) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(() -> after(look()), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration look() {
        try {
            backfill.goOn();
            return PERIOD;
        } catch (IOException | RuntimeException failed) {
            LOG.warn("Cannot look for patients without an on-demand entry now; again in {}", AFTER_FAILURE, failed);
            return AFTER_FAILURE;
        }
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdownNow();
        if (!timer.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The search for patients without an on-demand entry does not end");
        }
    }
}
