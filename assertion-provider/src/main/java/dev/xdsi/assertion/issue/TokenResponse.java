package dev.xdsi.assertion.issue;

import dev.xdsi.assertion.saml.Validity;
import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.transaction.Caller;

/** What came of a request for an assertion. */
public sealed interface TokenResponse {
    /**
     * An assertion.
     *
     * @param account the user as the provider knows him
     * @param user the user as the assertion describes him
     */
    record Issued(LocalUser account, Caller.User user, Caller.Assertion assertion, Validity validity)
            implements TokenResponse {}

    /**
     * None.
     *
     * @param sentence for the one who asked; of who is known here it tells nothing
     * @param forTheTrail what the audit trail is told besides
     */
    record Refused(Reason reason, String sentence, String forTheTrail) implements TokenResponse {}

    /** The kinds of refusals that WS-Trust knows (WS-Trust 1.3: 11). */
    enum Reason {
        FAILED_AUTHENTICATION,
        LOCKED,
        INVALID_SCOPE,
        INVALID_TIME_RANGE,
        REQUEST_FAILED
    }
}
