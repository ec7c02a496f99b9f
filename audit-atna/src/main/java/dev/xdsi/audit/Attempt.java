package dev.xdsi.audit;

import org.jspecify.annotations.Nullable;

/**
 * One attempt at a transaction, as operators count it: how it went and what it cost, by the same words as its audit record, and nothing of
 * whom it was about.
 *
 * @param failure what broke it; null when it was answered
 */
public record Attempt(
        Origin origin,
        Exchange exchange,
        EventOutcome outcome,
        Effort effort,
        @Nullable RuntimeException failure) {

    /**
     * Where the attempt was made.
     *
     * @param actor by its name in the configuration; empty for what belongs to no actor
     * @param partner the community that was called, where it was one; else empty
     */
    public record Origin(String actor, String partner) {
        static final Origin UNNAMED = new Origin("", "");
    }

    /** Which transaction it was, by its number, and on which side of it this process stood. */
    public record Exchange(String transaction, Side side) {
        /** The log-in of a user, which is no IHE transaction. */
        public static final Exchange LOG_IN = new Exchange("LOG-IN", Side.SERVED);
    }

    /** A side of a transaction. */
    public enum Side {
        SERVED,
        CALLED
    }

    /**
     * What the attempt took.
     *
     * @param nanos from the request until its answer was made, or until the last byte of one that streams
     * @param objects documents or instances that came or left
     * @param bytes of these
     */
    public record Effort(long nanos, long objects, long bytes) {}

    /** How it went. What consent denied is a success: of emptiness. */
    public enum Result {
        SUCCESS,
        PARTIAL,
        FAILURE
    }

    /** A log-in that failed mildly has failed all the same. */
    public Result result() {
        return switch (outcome.indicator()) {
            case SUCCESS -> Result.SUCCESS;
            case MINOR_FAILURE -> exchange.equals(Exchange.LOG_IN) ? Result.FAILURE : Result.PARTIAL;
            case SERIOUS_FAILURE, MAJOR_FAILURE -> Result.FAILURE;
        };
    }
}
