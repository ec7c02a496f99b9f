package dev.xdsi.assertion.user;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Proves users by their passwords. Whatever is wrong, the way there is the same: an attempt is counted in the store, and a hash
 * of the same cost is computed, so that neither the answer nor its time tells who has an account.
 */
public final class Authentication {
    /** A hash takes memory, and strangers cause it. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer ones are nobody's, and hashing them would cost. */
    private static final int LONGEST_PASSWORD = 256;

    private final UserStore users;
    private final Argon2id argon2id;
    private final LockOut lockOut;
    private final InstantSource clock;
    private final PasswordHash decoy;
    private final Semaphore running = new Semaphore(AT_ONCE, true);

    public Authentication(UserStore users, Argon2id argon2id, LockOut lockOut, InstantSource clock) {
        this.users = users;
        this.argon2id = argon2id;
        this.lockOut = lockOut;
        this.clock = clock;
        this.decoy = argon2id.hash("");
    }

    /** What came of an attempt. */
    public sealed interface Verdict {
        record Proven(LocalUser user) implements Verdict {}

        /** Why is for the audit trail alone. */
        record Refused(Reason reason) implements Verdict {}
    }

    /** Why an attempt failed. */
    public enum Reason {
        WRONG_PASSWORD("wrong password"),
        UNKNOWN_USER("unknown user"),
        LOCKED("account locked"),
        DISABLED("account disabled"),
        TOO_BUSY("too many attempts at once");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public LockOut lockOut() {
        return lockOut;
    }

    /** Judges one attempt. */
    public Verdict verify(String userId, String password) {
        boolean admitted = false;
        try {
            admitted = running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return admitted ? judge(userId, password) : new Verdict.Refused(Reason.TOO_BUSY);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Verdict.Refused(Reason.TOO_BUSY);
        } finally {
            if (admitted) {
                running.release();
            }
        }
    }

    private Verdict judge(String userId, String password) {
        String id = LocalUser.isId(userId) ? userId : "";
        Optional<UserStore.Attempt> attempt = users.attempt(id, clock.instant(), lockOut);
        boolean comparable = password.length() <= LONGEST_PASSWORD;
        boolean matches = argon2id.matches(
                attempt.map(UserStore.Attempt::password).orElse(decoy), comparable ? password : "too long");
        if (attempt.isEmpty()) {
            return new Verdict.Refused(Reason.UNKNOWN_USER);
        }
        if (attempt.get().locked()) {
            return new Verdict.Refused(Reason.LOCKED);
        }
        if (!matches || !comparable) {
            return new Verdict.Refused(Reason.WRONG_PASSWORD);
        }
        if (!attempt.get().user().enabled()) {
            return new Verdict.Refused(Reason.DISABLED);
        }
        users.unlock(id);
        return new Verdict.Proven(attempt.get().user());
    }
}
