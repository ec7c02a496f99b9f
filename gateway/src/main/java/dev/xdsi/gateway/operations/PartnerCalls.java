package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the calls to one partner community went. */
final class PartnerCalls {
    private final Window window = new Window();
    private volatile Last last = new Last(null, null, "");

    /**
     * When it last went well and when it did not.
     *
     * @param reason of the last failure
     */
    record Last(@Nullable Instant success, @Nullable Instant failure, String reason) {}

    synchronized void add(Attempt attempt, Instant at) {
        boolean failed = attempt.result() == Attempt.Result.FAILURE;
        window.add(at, attempt.effort().nanos(), failed);
        last = failed
                ? new Last(last.success(), at, Sentence.what(attempt))
                : new Last(at, last.failure(), last.reason());
    }

    Window window() {
        return window;
    }

    Last last() {
        return last;
    }
}
