package dev.xdsi.assertion.user;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an account is locked.
 *
 * @param attempts so many wrong passwords in a row lock it
 * @param duration for so long
 */
public record LockOut(int attempts, Duration duration) {
    public static final LockOut DEFAULT = new LockOut(5, Duration.ofMinutes(15));

    public LockOut {
        if (attempts < 1 || duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a lock needs at least one attempt and some time");
        }
    }

    /**
     * What is remembered of the attempts at an account.
     *
     * @param attempts since the last success or the last lock
     */
    public record Tally(int attempts, @Nullable Instant lockedUntil) {
        public static final Tally NONE = new Tally(0, null);

        public boolean locked(Instant now) {
            return lockedUntil != null && now.isBefore(lockedUntil);
        }
    }

    /**
     * The tally with one more attempt, counted before the password is looked at: who tries many at once has no more of them.
     * A locked account counts nothing, so that nobody prolongs the lock.
     */
    public Tally counted(Tally before, Instant now) {
        if (before.locked(now)) {
            return before;
        }
        int attempts = (before.lockedUntil() == null ? before.attempts() : 0) + 1;
        return new Tally(attempts, attempts >= this.attempts ? now.plus(duration) : null);
    }
}
