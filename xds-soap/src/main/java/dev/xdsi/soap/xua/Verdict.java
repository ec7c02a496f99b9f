package dev.xdsi.soap.xua;

import dev.xdsi.transaction.Caller;
import org.jspecify.annotations.Nullable;

/** What became of an assertion. */
public sealed interface Verdict {
    /** Its issuer is trusted and vouches for the user, to us and now. */
    record Accepted(Caller.User user, Caller.Assertion assertion) implements Verdict {}

    /**
     * It is not believed.
     *
     * @param claimedIssuer whom it names as its issuer, which nothing proves: for the log alone
     */
    record Refused(Refusal reason, @Nullable String claimedIssuer) implements Verdict {}
}
