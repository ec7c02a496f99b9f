package dev.xdsi.soap.xua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Until when a user is believed, for who asks once and goes on for a while. */
class EndOfAssertionTest {
    private static final Duration SKEW = Duration.ofMinutes(3);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AssertionForge forge = AssertionForge.shared();

    private Instant until(String statements) {
        Verdict verdict = new AssertionVerifier(
                        new TrustedIssuers(forge.trust()),
                        new VerificationPolicy(Set.of(AssertionForge.AUDIENCE), Set.of(), Duration.ofHours(1), SKEW),
                        new SeenAssertions(10, certificate -> false),
                        () -> now)
                .verify(
                        forge.draft(now)
                                .conditions(AssertionDraft.conditions(
                                        now,
                                        now.plus(Duration.ofMinutes(20)),
                                        AssertionDraft.restriction(AssertionForge.AUDIENCE)))
                                .authentication(statements)
                                .signed(),
                        Presenter.UNKNOWN);
        return ((Verdict.Accepted) verdict).until();
    }

    private String statement(String more) {
        return AssertionDraft.authentication(
                        now,
                        "<saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml2:AuthnContextClassRef>")
                .replace("AuthnInstant=", more + " AuthnInstant=");
    }

    private String session(Duration length) {
        return statement("SessionNotOnOrAfter=\"" + now.plus(length) + "\"");
    }

    @Test
    void anAssertionEndsWithItsConditionsOrBeforeWithItsSession() {
        assertThat(until(statement("")))
                .isEqualTo(now.plus(Duration.ofMinutes(20)).plus(SKEW));
        assertThat(until(session(Duration.ofMinutes(30))))
                .isEqualTo(now.plus(Duration.ofMinutes(20)).plus(SKEW));
        assertThat(until(session(Duration.ofMinutes(10)) + session(Duration.ofMinutes(5)) + statement("")))
                .isEqualTo(now.plus(Duration.ofMinutes(5)).plus(SKEW));
    }
}
