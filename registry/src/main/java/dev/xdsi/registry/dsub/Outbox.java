package dev.xdsi.registry.dsub;

import dev.xdsi.registry.store.Happening;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be delivered, in the order in which it happened for each recipient. A delivery stands here from when it was planned until
 * the recipient took it, so that no crash loses one; it may be made twice.
 */
public interface Outbox {
    /**
     * Which subscription is to be told of which happening.
     *
     * @param planned or when somebody last said that it is to be tried again
     */
    record Delivery(UUID subscription, Happening happening, Instant planned, int attempts) {}

    /**
     * The right to deliver to one recipient, which nobody else has until it ends.
     *
     * @param failures in a row, before this turn
     */
    record Turn(URI recipient, int failures, Instant until) {}

    /**
     * What waits.
     *
     * @param oldest since when the delivery waits that waits longest
     */
    record Backlog(long waiting, long parked, @Nullable Instant oldest) {}

    /** A delivery that was given up, for the operator. */
    record Parked(UUID subscription, UUID happening, URI recipient, Instant since, String problem) {}

    /** Runs the task where no other process runs one now; false where it did not. */
    boolean asLeader(Runnable task);

    /** Adds a delivery for each of the subscriptions that has none of this happening yet. */
    void plan(Happening happening, Collection<Subscription> subscriptions, Instant now);

    /** Turns at recipients whose time has come and to whom something is to be delivered. */
    List<Turn> take(Instant now, Duration length, int atMost);

    /** The next deliveries of a turn that are due. */
    List<Delivery> next(Turn turn, Instant now, int atMost);

    /** Takes out what was delivered, or no longer has to be. */
    void done(Delivery delivery);

    /** Counts an attempt that failed. Those behind it pass it over until it is due. */
    void failed(Delivery delivery, String problem, Instant due);

    /** Gives a delivery up, to be shown to an operator. */
    void park(Delivery delivery, String problem, Instant now);

    /** Ends a turn. The recipient's next one comes when it is due. */
    void release(Turn turn, int failures, Instant due);

    /** Lets everything that was given up be tried again; says how much. */
    int retryParked(Instant now);

    Backlog backlog();

    /** The newest first. */
    List<Parked> parked(int atMost);
}
