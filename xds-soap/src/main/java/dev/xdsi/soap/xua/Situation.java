package dev.xdsi.soap.xua;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an assertion is held against: the time, the demands of this node, and who presents it. */
record Situation(Instant now, VerificationPolicy policy, Presenter presenter) {
    /** Whether a time in an assertion has come, as far as clocks agree. */
    boolean hasCome(@Nullable Instant time) {
        return time == null || !time.isAfter(now.plus(policy.clockSkew()));
    }

    /** Whether a time in an assertion has passed: what ends at it is no longer valid then (SAML Core 2.5.1.2). */
    boolean hasPassed(@Nullable Instant time) {
        return time != null && !now.minus(policy.clockSkew()).isBefore(time);
    }
}
