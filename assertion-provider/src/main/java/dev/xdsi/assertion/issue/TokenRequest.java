package dev.xdsi.assertion.issue;

import java.time.Instant;

/** A request for an assertion: who asks, how that is proven, and what for. */
public record TokenRequest(Proof proof, TokenClaims claims) {

    /** What proves the user. */
    public sealed interface Proof {
        String userId();
    }

    /** The user's password; it never prints itself. */
    public record Password(String userId, String password) implements Proof {
        @Override
        public String toString() {
            return "Password[" + userId + "]";
        }
    }

    /** A log-in of this process, at the time it happened. */
    public record LoggedIn(String userId, Instant since) implements Proof {}
}
