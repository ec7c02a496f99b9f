package dev.xdsi.registry.dsub;

import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The subscriptions of a broker. What was admitted is not forgotten before its end. */
public interface SubscriptionStore {
    /** How many subscriptions there may be, and how many of one subscriber. */
    record Limits(int all, int ofOneSubscriber) {
        public Limits {
            if (all < 1 || ofOneSubscriber < 1) {
                throw new IllegalArgumentException("there must be room for one subscription");
            }
        }
    }

    /** What became of a new subscription. */
    enum Admission {
        ADMITTED,
        FULL,
        FULL_FOR_SUBSCRIBER
    }

    Admission add(Subscription subscription, Limits limits);

    Optional<Subscription> find(UUID id);

    /** Ends a subscription of this owner, with all that was still to be delivered; false where he has none of that id. */
    boolean remove(UUID id, String owner);

    /** Those that objects of the patient can match: about him, and about everybody. */
    List<Subscription> concerning(PatientId patient, Instant now);

    /** Forgets those whose end has come; says how many. */
    int sweep(Instant now);

    /** The newest first. */
    List<Subscription> newest(int atMost);

    long count();
}
