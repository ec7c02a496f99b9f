package dev.xdsi.imaging.forward;

import dev.xdsi.imaging.publication.Publisher.Timing;
import java.time.Instant;
import java.util.Optional;

/**
 * How long something is tried that the other side has, but does not take: what it refuses some minutes, what may pass for about a day.
 *
 * @param failures attempts that failed, all of them
 * @param refusals and those of them that were refusals
 */
record Patience(int failures, int refusals) {
    static final int MOST_REFUSALS = 8;
    /** At ten minutes between most of them. */
    static final int MOST_FAILURES = 150;

    Patience after(Fate fate) {
        return new Patience(failures + 1, refusals + (fate instanceof Fate.Refused ? 1 : 0));
    }

    /** When it is tried again; empty when it is given up. */
    Optional<Instant> next(Timing timing) {
        return refusals >= MOST_REFUSALS || failures >= MOST_FAILURES
                ? Optional.empty()
                : Optional.of(timing.retryAfter(failures - 1));
    }
}
