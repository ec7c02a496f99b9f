package dev.xdsi.registry.dsub;

import dev.xdsi.registry.store.Happening;
import dev.xdsi.registry.store.Happenings;
import dev.xdsi.registry.store.StoreQuestions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds for each happening the subscriptions that it concerns. What each subscriber may see is not asked yet: that counts at the moment of
 * delivery. A subscription that cannot be matched now gets its delivery: there it is asked again, and counted, and keeps nobody else
 * waiting.
 *
 * @param registry with everything in it
 */
public record Planner(
        Happenings happenings,
        SubscriptionStore subscriptions,
        Outbox outbox,
        Matching matching,
        StoreQuestions registry,
        InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
    private static final int AT_ONCE = 50;
    /** Where so many fail it is not they. */
    private static final int MOST_FAILED = 1000;

    /**
     * Plans what is there, one process at a time. The deliveries are written before the happening is forgotten. What cannot be planned
     * stays, and is thrown when all else is planned.
     */
    public void plan() {
        outbox.asLeader(this::planAll);
    }

    private void planAll() {
        Map<UUID, RuntimeException> failed = new LinkedHashMap<>();
        List<Happening> open;
        do {
            open = happenings.next(AT_ONCE + failed.size()).stream()
                    .filter(happening -> !failed.containsKey(happening.id()))
                    .toList();
            for (Happening happening : open) {
                try {
                    plan(happening);
                } catch (RuntimeException unplanned) {
                    failed.put(happening.id(), unplanned);
                }
            }
        } while (open.size() == AT_ONCE && failed.size() < MOST_FAILED);
        if (!failed.isEmpty()) {
            RuntimeException first = failed.values().iterator().next();
            throw new IllegalStateException(failed.size() + " changes stay unplanned: " + first.getMessage(), first);
        }
    }

    private boolean mayMatch(Subscription subscription, Happening happening) {
        try {
            return matching.matches(subscription, happening, registry);
        } catch (RuntimeException unanswered) {
            LOG.error(
                    "Subscription {} cannot be matched against change {}",
                    subscription.id(),
                    happening.id(),
                    unanswered);
            return true;
        }
    }

    private void plan(Happening happening) {
        List<Subscription> matched = subscriptions.concerning(matching.patientOf(happening), clock.instant()).stream()
                .filter(subscription -> subscription.hadBegun(happening.at()))
                .filter(subscription -> mayMatch(subscription, happening))
                .toList();
        if (!matched.isEmpty()) {
            outbox.plan(happening, matched, clock.instant());
        }
        happenings.settled(Set.of(happening.id()));
    }
}
