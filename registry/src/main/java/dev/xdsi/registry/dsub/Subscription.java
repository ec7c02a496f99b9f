package dev.xdsi.registry.dsub;

import dev.xdsi.transaction.Caller;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A subscription: whom to tell of what, for whom, and until when (ITI TF-2: 3.52).
 *
 * @param id what its address ends in; nobody can guess it
 * @param recipient {@code wsnt:ConsumerReference}, the service of the Document Metadata Notification Recipient
 * @param subscriber who asked for it: what he may not see he is not told of
 */
public record Subscription(UUID id, Interest interest, URI recipient, Caller subscriber, Term term) {
    private static final Duration NEARLY = Duration.ofMinutes(1);

    /** What is wanted of which objects. */
    public record Interest(Topic topic, Filter filter) {}

    /** From when until when. */
    public record Term(Instant begin, Instant end) {}

    public Subscription {
        subscriber = Subscribers.standing(subscriber);
    }

    /** Who alone may end it, and for whom it counts. */
    public String owner() {
        return Subscribers.name(subscriber);
    }

    /**
     * Whether it is told of what happened then: not of what there was before it. What happened is dated a moment before it can be seen, and
     * perhaps by another clock; so what is nearly as old as the subscription is told rather than lost.
     */
    boolean hadBegun(Instant then) {
        return !then.plus(NEARLY).isBefore(term.begin());
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(term.end());
    }
}
