package dev.xdsi.assertion.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the X-Assertion Provider must be able to ask of where its users are kept. */
public interface UserStore {
    /** At most so many users; a hospital with more has a directory of its own. */
    int MOST = 10_000;

    /** Adds a user; false when the id is taken, and then nothing changes. */
    boolean add(LocalUser user, PasswordHash password);

    Optional<Account> find(String id);

    /** Everybody, by id. */
    List<Account> all();

    /** Whether there was such a user to allow or forbid to log in. */
    boolean enable(String id, boolean enabled);

    /** Sets a password and forgets failed attempts; whether there was such a user. */
    boolean changePassword(String id, PasswordHash password);

    /** Forgets failed attempts; whether there was such a user. */
    boolean unlock(String id);

    /** Counts an attempt to log in and tells what it is to be judged by; one step, however many try at once. */
    Optional<Attempt> attempt(String id, Instant now, LockOut lockOut);

    /**
     * A user as he is kept.
     *
     * @param lockedUntil when the last lock ends or ended
     */
    record Account(LocalUser user, @Nullable Instant lockedUntil) {}

    /**
     * An attempt to log in.
     *
     * @param locked whether the account was locked before it
     */
    record Attempt(LocalUser user, PasswordHash password, boolean locked) {}
}
