package dev.xdsi.assertion.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} must do. */
public interface UserStoreContract {
    Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    LockOut THREE = new LockOut(3, Duration.ofMinutes(15));
    PasswordHash ONE = new PasswordHash("$one");
    PasswordHash OTHER = new PasswordHash("$other");

    UserStore store();

    @Test
    default void whatIsAddedIsFoundAsItWas() {
        UserStore store = store();

        assertThat(store.add(Users.ada(), ONE)).isTrue();
        assertThat(store.add(Users.bob(), OTHER)).isTrue();

        assertThat(store.find("ada")).contains(new UserStore.Account(Users.ada(), null));
        assertThat(store.all())
                .containsExactly(new UserStore.Account(Users.ada(), null), new UserStore.Account(Users.bob(), null));
        assertThat(store.find("nobody")).isEmpty();
        assertThat(store.find("")).isEmpty();
    }

    @Test
    default void aTakenIdChangesNothing() {
        UserStore store = store();
        store.add(Users.ada(), ONE);

        assertThat(store.add(Users.ada().enabled(false), OTHER)).isFalse();

        assertThat(store.attempt("ada", NOON, THREE)).contains(new UserStore.Attempt(Users.ada(), ONE, false));
    }

    @Test
    default void whatIsUnknownCannotBeChanged() {
        UserStore store = store();

        assertThat(store.enable("ada", true)).isFalse();
        assertThat(store.changePassword("ada", ONE)).isFalse();
        assertThat(store.unlock("ada")).isFalse();
        assertThat(store.attempt("ada", NOON, THREE)).isEmpty();
    }

    @Test
    default void aUserCanBeDisabledAndEnabled() {
        UserStore store = store();
        store.add(Users.ada(), ONE);

        assertThat(store.enable("ada", false)).isTrue();
        assertThat(store.find("ada").orElseThrow().user().enabled()).isFalse();
        assertThat(store.enable("ada", true)).isTrue();
        assertThat(store.find("ada").orElseThrow().user()).isEqualTo(Users.ada());
    }

    @Test
    default void theAccountIsLockedAfterItsAttemptsAndFreeAgainInTime() {
        UserStore store = store();
        store.add(Users.ada(), ONE);

        assertThat(locked(store, NOON, 5)).containsExactly(false, false, false, true, true);
        assertThat(store.find("ada").orElseThrow().lockedUntil()).isEqualTo(NOON.plus(THREE.duration()));
        assertThat(locked(store, NOON.plus(THREE.duration()).minusMillis(1), 1)).containsExactly(true);
        assertThat(locked(store, NOON.plus(THREE.duration()), 4)).containsExactly(false, false, false, true);
    }

    @Test
    default void unlockingAndANewPasswordForgetAttempts() {
        UserStore store = store();
        store.add(Users.ada(), ONE);
        locked(store, NOON, 3);

        assertThat(store.unlock("ada")).isTrue();
        assertThat(locked(store, NOON, 4)).containsExactly(false, false, false, true);
        assertThat(store.changePassword("ada", OTHER)).isTrue();
        assertThat(store.attempt("ada", NOON, THREE)).contains(new UserStore.Attempt(Users.ada(), OTHER, false));
    }

    @Test
    default void manyAttemptsAtOnceAreNoMoreThanOneAfterTheOther() throws Exception {
        UserStore store = store();
        store.add(Users.ada(), ONE);
        Callable<Boolean> attempt =
                () -> store.attempt("ada", NOON, THREE).orElseThrow().locked();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            int judged = 0;
            for (Future<Boolean> locked :
                    threads.invokeAll(Stream.generate(() -> attempt).limit(20).toList())) {
                judged += locked.get() ? 0 : 1;
            }
            assertThat(judged).isEqualTo(3);
        }
    }

    private static List<Boolean> locked(UserStore store, Instant when, int times) {
        return Stream.generate(
                        () -> store.attempt("ada", when, THREE).orElseThrow().locked())
                .limit(times)
                .toList();
    }
}
