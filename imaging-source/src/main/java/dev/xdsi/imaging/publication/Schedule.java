package dev.xdsi.imaging.publication;

import java.time.Duration;

/**
 * When studies are published.
 *
 * @param quietPeriod without a new instance, after which a study counts as complete
 * @param poll how often to look for such studies
 * @param firstRetry how long to wait after a failed attempt; twice as long after each further one
 * @param longestRetry but never longer than this
 */
public record Schedule(Duration quietPeriod, Duration poll, Duration firstRetry, Duration longestRetry) {
    private static final int MOST_DOUBLINGS = 20;

    public static final Schedule DEFAULT =
            new Schedule(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(10));

    public Schedule {
        if (quietPeriod.isNegative() || poll.toMillis() < 1 || firstRetry.toMillis() < 1) {
            throw new IllegalArgumentException("a schedule needs positive times");
        }
    }

    public Schedule withQuietPeriod(Duration other) {
        return new Schedule(other, poll, firstRetry, longestRetry);
    }

    Duration retryAfter(int failures) {
        Duration wait = firstRetry.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    }
}
