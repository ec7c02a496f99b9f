package dev.xdsi.assertion.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.assertion.user.Authentication.Reason;
import dev.xdsi.assertion.user.Authentication.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
    private static final String RIGHT = "right password";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T12:00:00Z"));
    private final Argon2id argon2id = new Argon2id(new Argon2id.Cost(64, 1, 1), new SecureRandom());
    private final UserStore users = new InMemoryUserStore();
    private final Authentication authentication = new Authentication(users, argon2id, LockOut.DEFAULT, now::get);

    @BeforeEach
    void addAda() {
        users.add(Users.ada(), argon2id.hash(RIGHT));
    }

    @Test
    void theRightPasswordProvesTheUser() {
        assertThat(authentication.verify("ada", RIGHT)).isEqualTo(new Verdict.Proven(Users.ada()));
    }

    @Test
    void fiveWrongPasswordsLockTheAccountForTheRightOneToo() {
        fail(5);

        assertThat(authentication.verify("ada", RIGHT)).isEqualTo(new Verdict.Refused(Reason.LOCKED));
        now.updateAndGet(time -> time.plus(LockOut.DEFAULT.duration()).minusSeconds(1));
        assertThat(authentication.verify("ada", RIGHT)).isEqualTo(new Verdict.Refused(Reason.LOCKED));
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(authentication.verify("ada", RIGHT)).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void aRightPasswordInBetweenBeginsToCountAnew() {
        fail(4);
        authentication.verify("ada", RIGHT);
        fail(4);

        assertThat(authentication.verify("ada", RIGHT)).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void theRightPasswordAtTheFifthAttemptIsInTime() {
        fail(4);

        assertThat(authentication.verify("ada", RIGHT)).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void aDisabledUserIsRefused() {
        users.enable("ada", false);

        assertThat(authentication.verify("ada", RIGHT)).isEqualTo(new Verdict.Refused(Reason.DISABLED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bob", "Ada", "ada ", "ada\u0000", "' or 1=1 --", "ａda"})
    void nobodyElseIsKnown(String userId) {
        assertThat(authentication.verify(userId, RIGHT)).isEqualTo(new Verdict.Refused(Reason.UNKNOWN_USER));
        assertThat(authentication.verify(userId, "")).isEqualTo(new Verdict.Refused(Reason.UNKNOWN_USER));
    }

    @Test
    void aPasswordWithoutEndIsWrong() {
        assertThat(authentication.verify("ada", RIGHT.repeat(1_000_000)))
                .isEqualTo(new Verdict.Refused(Reason.WRONG_PASSWORD));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(authentication.verify("ada", "wrong " + i))
                    .isEqualTo(new Verdict.Refused(Reason.WRONG_PASSWORD));
        }
    }
}
