package dev.xdsi.soap.client;

import dev.xdsi.transaction.Caller;
import java.util.Optional;

/** Where the assertion comes from that a request to a partner carries (ITI TF-2: 3.40.4.1.1). */
@FunctionalInterface
public interface AssertionSource {
    /** The assertion that the caller came with, and none for one who came without. */
    AssertionSource RECEIVED = caller -> Optional.ofNullable(caller.assertion());

    /** The assertion to send on behalf of {@code caller}, or nothing when the request goes without. */
    Optional<Caller.Assertion> assertionFor(Caller caller);

    /** This source, and {@code other} for callers to whom this one has nothing. */
    default AssertionSource or(AssertionSource other) {
        return caller -> assertionFor(caller).or(() -> other.assertionFor(caller));
    }
}
