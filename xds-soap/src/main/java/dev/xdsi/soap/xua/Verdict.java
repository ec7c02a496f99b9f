package dev.xdsi.soap.xua;

import dev.xdsi.transaction.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an assertion. */
public sealed interface Verdict {
    /**
     * Its issuer is trusted and vouches for the user, to us and now.
     *
     * @param until when it is not believed any more, as far as clocks agree
     */
    record Accepted(Caller.User user, Caller.Assertion assertion, Instant until) implements Verdict {}

    /**
     * It is not believed.
     *
     * @param claimedIssuer whom it names as its issuer, which nothing proves: for the log alone
     */
    record Refused(Refusal reason, @Nullable String claimedIssuer) implements Verdict {}
}
