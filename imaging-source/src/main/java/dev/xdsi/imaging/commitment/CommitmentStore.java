package dev.xdsi.imaging.commitment;

import java.time.Duration;
import java.time.Instant;

/** The requests that wait for their report. */
public interface CommitmentStore {
    /** Keeps the request for good; returns only when it would survive a crash. The same request again changes nothing. */
    Acceptance accept(CommitmentRequest request, Instant at);

    /** How a request was taken. */
    enum Acceptance {
        ACCEPTED,
        /** The requester has another request under way by that Transaction UID. */
        DUPLICATE,
        /** The requester has too many requests under way. */
        TOO_MANY
    }

    /**
     * Lets {@code work} make one attempt at the request that has been due longest, and forgets the request when it was reported or given up.
     * Nobody else works on it in the meantime; who dies over it leaves it to the next at once.
     *
     * @return whether there was a request that is due
     */
    boolean workOnNext(Instant now, Work work);

    /** What to do with a request that is due. */
    @FunctionalInterface
    interface Work {
        /** @param waiting since it was asked */
        Attempt attempt(CommitmentRequest request, int failures, Duration waiting);
    }

    /** How an attempt ended. */
    sealed interface Attempt {
        /** Who asked has the report, or will never have it. */
        record Over() implements Attempt {}

        record Postponed(Instant notBefore) implements Attempt {}
    }
}
