package dev.xdsi.registry.dsub;

import dev.xdsi.registry.dsub.Notification.Reception;
import dev.xdsi.registry.dsub.Outbox.Delivery;
import dev.xdsi.registry.dsub.Outbox.Turn;
import dev.xdsi.registry.store.StoreQuestions;
import dev.xdsi.soap.addressing.Recipients;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one recipient at a time, in the order in which things happened. What a subscriber may not see at that moment, and what its
 * filter would no longer find, is not sent.
 */
public final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int AT_ONCE = 20;

    private final SubscriptionStore subscriptions;
    private final Outbox outbox;
    private final Matching matching;
    private final Partners partners;
    private final Chances chances;
    private final Troubles<Key> troubles;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    /**
     * Who is on the other side.
     *
     * @param visible the registry as a subscriber sees it
     * @param notifying ITI-53
     */
    public record Partners(
            Recipients recipients,
            Function<Caller, StoreQuestions> visible,
            Transaction<Notification, Reception> notifying) {}

    /** How long to go on, by which clock, and with how much luck. */
    public record Chances(Patience patience, Duration call, InstantSource clock, DoubleSupplier chance) {}

    public Courier(
            SubscriptionStore subscriptions, Outbox outbox, Matching matching, Partners partners, Chances chances) {
        this.subscriptions = subscriptions;
        this.outbox = outbox;
        this.matching = matching;
        this.partners = partners;
        this.chances = chances;
        this.troubles = new Troubles<>(chances.patience().longest().multipliedBy(2));
    }

    private record Key(UUID subscription, UUID happening) {
        static Key of(Delivery delivery) {
            return new Key(delivery.subscription(), delivery.happening().id());
        }
    }

    /**
     * Delivers until there is nothing more, the recipient fails, or has had as long as one call may take, so that slow ones do not keep the
     * others waiting; also before the turn is over. Then gives the turn back.
     */
    public void serve(Turn turn) {
        Instant enough = chances.clock().instant().plus(chances.call());
        for (Delivery delivery : outbox.next(turn, chances.clock().instant(), AT_ONCE)) {
            Instant now = chances.clock().instant();
            if (!now.isBefore(enough) || now.plus(chances.call()).isAfter(turn.until())) {
                break;
            }
            Optional<Problem> problem = attempt(delivery);
            if (problem.isEmpty()) {
                outbox.done(delivery);
                continue;
            }
            failed(delivery, problem.get());
            if (problem.get().extent() != Extent.THIS_ONE) {
                int inARow = turn.failures() + 1;
                outbox.release(turn, inARow, afterPause(inARow));
                return;
            }
        }
        outbox.release(turn, 0, chances.clock().instant());
    }

    /** Where only this one is at fault, those behind it pass it over until it is tried again. */
    private void failed(Delivery delivery, Problem problem) {
        failures.incrementAndGet();
        Instant now = chances.clock().instant();
        int attempts = delivery.attempts() + 1;
        outbox.failed(delivery, problem.text(), problem.extent() == Extent.THIS_ONE ? afterPause(attempts) : now);
        Patience patience = chances.patience();
        boolean tooOld = delivery.planned().plus(patience.age()).isBefore(now);
        if (problem.extent() == Extent.FOR_EVER || tooOld || attempts >= patience.attempts()) {
            outbox.park(delivery, problem.text(), now);
            troubles.end(Key.of(delivery));
        }
    }

    private Instant afterPause(int failures) {
        return chances.clock()
                .instant()
                .plus(chances.patience().pauseAfter(failures, chances.chance().getAsDouble()));
    }

    private record Problem(String text, Extent extent) {}

    /** What cannot be delivered. */
    private enum Extent {
        THIS_ONE,
        ANY_NOW,
        FOR_EVER
    }

    /** What fails here is tried again like what fails there: that something cannot be told now is no ground never to tell it. */
    private Optional<Problem> attempt(Delivery delivery) {
        try {
            Optional<Problem> problem = deliver(delivery);
            troubles.end(Key.of(delivery));
            return problem;
        } catch (RuntimeException failed) {
            LOG.error(
                    "A notification of change {} cannot be made",
                    delivery.happening().id(),
                    failed);
            String text = "it cannot be made: " + failed.getMessage();
            troubles.begin(Key.of(delivery), text, chances.clock().instant());
            return Optional.of(new Problem(text, Extent.THIS_ONE));
        }
    }

    /** What went wrong; empty where it was delivered, or has no longer to be. Throws where that cannot be found out. */
    private Optional<Problem> deliver(Delivery delivery) {
        Optional<Subscription> found = subscriptions
                .find(delivery.subscription())
                .filter(it -> !it.isOver(chances.clock().instant()));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Subscription subscription = found.get();
        if (!partners.recipients().allow(subscription.recipient())) {
            return Optional.of(new Problem("the recipient is not among those that may be notified", Extent.FOR_EVER));
        }
        Notification.Content content = matching.content(
                subscription, delivery.happening(), partners.visible().apply(subscription.subscriber()));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        Reception reception = partners.notifying()
                .perform(
                        new Notification(subscription, matching.patientOf(delivery.happening()), content),
                        subscription.subscriber());
        return switch (reception) {
            case Reception.Taken taken -> {
                delivered.incrementAndGet();
                yield Optional.empty();
            }
            case Reception.Refused(String why) -> Optional.of(new Problem(why, Extent.THIS_ONE));
            case Reception.Failed(String why) -> Optional.of(new Problem(why, Extent.ANY_NOW));
        };
    }

    /** So many notifications were taken since the start. */
    public long delivered() {
        return delivered.get();
    }

    /** What keeps a notification from being made, apart from its recipient. */
    public Optional<String> trouble() {
        return troubles.any(chances.clock().instant());
    }

    /** So many attempts failed since the start. */
    public long failures() {
        return failures.get();
    }
}
