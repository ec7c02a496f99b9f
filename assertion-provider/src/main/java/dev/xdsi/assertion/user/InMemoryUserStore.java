package dev.xdsi.assertion.user;

import dev.xdsi.assertion.user.LockOut.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Users who are gone when the process ends. */
public final class InMemoryUserStore implements UserStore {
    private final SortedMap<String, Kept> users = new TreeMap<>();

    private record Kept(LocalUser user, PasswordHash password, Tally tally) {}

    @Override
    public synchronized boolean add(LocalUser user, PasswordHash password) {
        return users.size() < MOST && users.putIfAbsent(user.id(), new Kept(user, password, Tally.NONE)) == null;
    }

    @Override
    public synchronized Optional<Account> find(String id) {
        return Optional.ofNullable(users.get(id)).map(InMemoryUserStore::account);
    }

    @Override
    public synchronized List<Account> all() {
        return users.values().stream().map(InMemoryUserStore::account).toList();
    }

    @Override
    public boolean enable(String id, boolean enabled) {
        return change(id, kept -> new Kept(kept.user().enabled(enabled), kept.password(), kept.tally()));
    }

    @Override
    public boolean changePassword(String id, PasswordHash password) {
        return change(id, kept -> new Kept(kept.user(), password, Tally.NONE));
    }

    @Override
    public boolean unlock(String id) {
        return change(id, kept -> new Kept(kept.user(), kept.password(), Tally.NONE));
    }

    @Override
    public synchronized Optional<Attempt> attempt(String id, Instant now, LockOut lockOut) {
        Kept before = users.get(id);
        if (before == null) {
            return Optional.empty();
        }
        change(id, kept -> new Kept(kept.user(), kept.password(), lockOut.counted(kept.tally(), now)));
        return Optional.of(
                new Attempt(before.user(), before.password(), before.tally().locked(now)));
    }

    private synchronized boolean change(String id, UnaryOperator<Kept> change) {
        return users.computeIfPresent(id, (key, kept) -> change.apply(kept)) != null;
    }

    private static Account account(Kept kept) {
        return new Account(kept.user(), kept.tally().lockedUntil());
    }
}
