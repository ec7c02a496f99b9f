package dev.xdsi.assertion.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class Argon2idTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);

    private final Argon2id argon2id = new Argon2id(CHEAP, new SecureRandom());

    @Test
    void thePasswordMatchesAndNoOtherDoes() {
        PasswordHash hash = argon2id.hash("correct horse Ä");

        assertThat(argon2id.matches(hash, "correct horse Ä")).isTrue();
        assertThat(argon2id.matches(hash, "correct horse A")).isFalse();
        assertThat(argon2id.matches(hash, "correct horse Ä ")).isFalse();
        assertThat(argon2id.matches(hash, "")).isFalse();
    }

    @Test
    void theHashTellsItsParametersAndHasASaltOfItsOwn() {
        PasswordHash one = argon2id.hash("same");
        PasswordHash other = argon2id.hash("same");

        assertThat(one.encoded()).startsWith("$argon2id$v=19$m=64,t=1,p=1$").isNotEqualTo(other.encoded());
        assertThat(one.toString()).doesNotContain("$");
    }

    @Test
    void raisedParametersLeaveOldHashesValid() {
        PasswordHash old = argon2id.hash("same");
        Argon2id dearer = new Argon2id(new Argon2id.Cost(128, 2, 2), new SecureRandom());

        assertThat(dearer.matches(old, "same")).isTrue();
        assertThat(dearer.hash("same").encoded()).contains("m=128,t=2,p=2");
    }

    /** Made by the reference implementation: argon2 -id -t 2 -k 256 -p 1 (test vector of the PHC winner's own test suite). */
    @Test
    void aHashOfTheReferenceImplementationMatches() {
        PasswordHash foreign = new PasswordHash(
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");

        assertThat(argon2id.matches(foreign, "password")).isTrue();
        assertThat(argon2id.matches(foreign, "Password")).isFalse();
    }

    @Test
    void anythingElseIsNoHash() {
        assertThatThrownBy(() -> argon2id.matches(new PasswordHash("$argon2i$v=19$m=1,t=1,p=1$x$y"), "x"))
                .isInstanceOf(IllegalStateException.class);
    }
}
