package dev.xdsi.registry.dsub;

import java.time.Duration;

/**
 * How a recipient that does not take its notifications is tried again: later and later, until they are given up.
 *
 * @param first pause after the first failure
 * @param longest no pause is longer
 * @param attempts of one notification
 * @param age of one notification
 */
public record Patience(Duration first, Duration longest, int attempts, Duration age) {
    private static final int MOST_DOUBLINGS = 20;

    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(5), Duration.ofMinutes(15), 500, Duration.ofDays(3));

    /** With {@code chance} from 0 to 1, so that recipients that failed together do not come back together. */
    Duration pauseAfter(int failures, double chance) {
        Duration whole = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        Duration bounded = whole.compareTo(longest) < 0 ? whole : longest;
        return bounded.multipliedBy(500 + (long) (500 * chance)).dividedBy(1000);
    }
}
