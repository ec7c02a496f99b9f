package dev.xdsi.consumer.portal;

import java.time.Duration;

/**
 * How long and how many.
 *
 * @param idle a session that is not used for so long ends
 * @param absolute and every session after so long
 * @param most so many at a time
 * @param mostOfOneUser and of one user; the oldest makes room
 */
public record SessionLimits(Duration idle, Duration absolute, int most, int mostOfOneUser) {
    public static final SessionLimits DEFAULT =
            new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(12), 5_000, 10);

    public SessionLimits {
        if (!idle.isPositive() || !absolute.isPositive() || most < 1 || mostOfOneUser < 1) {
            throw new IllegalArgumentException("sessions need some time and some room");
        }
    }
}
