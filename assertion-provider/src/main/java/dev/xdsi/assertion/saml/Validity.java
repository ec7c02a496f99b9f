package dev.xdsi.assertion.saml;

import java.time.Instant;

/**
 * The times of an assertion.
 *
 * @param authenticated when the user proved himself (AuthnInstant)
 * @param issued IssueInstant and Conditions/NotBefore, which XUA wants to be the same
 * @param notOnOrAfter when it ends
 */
public record Validity(Instant authenticated, Instant issued, Instant notOnOrAfter) {
    public Validity {
        if (!issued.isBefore(notOnOrAfter) || authenticated.isAfter(issued)) {
            throw new IllegalArgumentException("an assertion is issued after its log-in and before its end");
        }
    }
}
