package dev.xdsi.registry.dsub;

import dev.xdsi.registry.dsub.Outbox.Turn;
import java.net.URI;
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
    private final Troubles<Work> troubles = new Troubles<>(TURN.multipliedBy(5));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("notifications").factory());
    private final ExecutorService couriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("notifications-", 0).factory());

    private sealed interface Work {
        record Planning() implements Work {}

        record Delivering() implements Work {}

        record Serving(URI recipient) implements Work {}
    }

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
     * One round. What goes wrong with one of its parts keeps no other from being done; nothing is lost by it.
     *
     * @param workers who serve the recipients
     */
    public void round(Executor workers) {
        attempt(new Work.Planning(), "notifications cannot be planned", () -> {
            subscriptions.sweep(clock.instant());
            planner.plan();
        });
        attempt(new Work.Delivering(), "notifications cannot be delivered", () -> {
            for (Turn turn : free.availablePermits() == 0
                    ? List.<Turn>of()
                    : outbox.take(clock.instant(), TURN, free.availablePermits())) {
                free.acquireUninterruptibly();
                workers.execute(() -> serve(turn));
            }
        });
    }

    /** Where the courier fails, what is ours is in trouble and not the recipient: the turn waits until its end frees it. */
    private void serve(Turn turn) {
        try {
            attempt(new Work.Serving(turn.recipient()), "notifications cannot be delivered", () -> courier.serve(turn));
        } finally {
            free.release();
        }
    }

    private void attempt(Work work, String otherwise, Runnable doing) {
        try {
            doing.run();
            troubles.end(work);
        } catch (RuntimeException failed) {
            LOG.error("{}: {}", work, otherwise, failed);
            troubles.begin(work, otherwise + ": " + failed.getMessage(), clock.instant());
        }
    }

    /** What keeps notifications from being planned or delivered, for as long as it does. */
    public Optional<String> trouble() {
        return troubles.any(clock.instant())
                .or(() -> courier.trouble().map(text -> "a notification waits, since " + text));
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
