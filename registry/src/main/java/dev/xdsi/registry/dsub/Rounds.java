package dev.xdsi.registry.dsub;

import dev.xdsi.registry.dsub.Outbox.Turn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans and delivers, round after round, for as long as the broker is open. Each recipient is served by a thread of its own, so that none
 * waits for another; how many are served at once is limited.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    /** The longest that a process that was killed keeps others from its recipient. */
    private static final Duration TURN = Duration.ofMinutes(1);

    private static final int AT_ONCE = 16;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Planner planner;
    private final Courier courier;
    private final SubscriptionStore subscriptions;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("notifications").factory());
    private final ExecutorService couriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notifications-", 0).factory());

    public Rounds(
            Planner planner, Courier courier, SubscriptionStore subscriptions, Outbox outbox, InstantSource clock) {
        this.planner = planner;
        this.courier = courier;
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Begins, with so long between two rounds. */
    public void start(Duration pause) {
        // A round throws nothing, so nobody has to look at what becomes of them.
        var _ = timer.scheduleWithFixedDelay(() -> round(couriers), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * One round. What goes wrong is shown until a round goes well; nothing is lost by it.
     *
     * @param workers who serve the recipients
     */
    public void round(Executor workers) {
        try {
            subscriptions.sweep(clock.instant());
            planner.plan();
            for (Turn turn : free.availablePermits() == 0
                    ? List.<Turn>of()
                    : outbox.take(clock.instant(), TURN, free.availablePermits())) {
                free.acquireUninterruptibly();
                workers.execute(() -> serve(turn));
            }
            trouble.set(Optional.empty());
        } catch (RuntimeException failed) {
            LOG.error("Notifications could not be planned", failed);
            trouble.set(Optional.of("notifications cannot be planned: " + failed.getMessage()));
        }
    }

    /** The turn is given back also when the courier fails: its end frees it otherwise. */
    private void serve(Turn turn) {
        try {
            courier.serve(turn);
        } catch (RuntimeException failed) {
            LOG.error("Notifications to {} failed", turn.recipient(), failed);
            trouble.set(Optional.of("notifications cannot be delivered: " + failed.getMessage()));
        } finally {
            free.release();
        }
    }

    /** What went wrong with the last round. */
    public Optional<String> trouble() {
        return trouble.get();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        couriers.shutdown();
        try {
            if (!couriers.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("Notifications that are on their way will be sent again at the next start");
                couriers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
