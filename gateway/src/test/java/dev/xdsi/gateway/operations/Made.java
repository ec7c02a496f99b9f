package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import dev.xdsi.audit.Attempt.Effort;
import dev.xdsi.audit.Attempt.Exchange;
import dev.xdsi.audit.Attempt.Origin;
import dev.xdsi.audit.Attempt.Side;
import dev.xdsi.audit.EventOutcome;
import dev.xdsi.audit.EventOutcome.Indicator;
import org.jspecify.annotations.Nullable;

/** Attempts as tests need them. */
public final class Made {
    private Made() {}

    public static Attempt served(String transaction) {
        return attempt(new Origin("registry", ""), new Exchange(transaction, Side.SERVED), EventOutcome.SUCCESS, null);
    }

    public static Attempt served(String transaction, long objects, long bytes) {
        Attempt attempt = served(transaction);
        return new Attempt(
                attempt.origin(), attempt.exchange(), attempt.outcome(), new Effort(1_000_000, objects, bytes), null);
    }

    public static Attempt called(String transaction, String partner, long millis) {
        Attempt attempt = attempt(
                new Origin("initiating-gateway", partner),
                new Exchange(transaction, Side.CALLED),
                EventOutcome.SUCCESS,
                null);
        return new Attempt(
                attempt.origin(), attempt.exchange(), attempt.outcome(), new Effort(millis * 1_000_000, 0, 0), null);
    }

    public static Attempt failed(Attempt attempt, String codes) {
        return ended(attempt, new EventOutcome(Indicator.SERIOUS_FAILURE, codes), null);
    }

    public static Attempt broken(Attempt attempt, RuntimeException failure) {
        return ended(attempt, EventOutcome.failed(failure), failure);
    }

    public static Attempt partial(Attempt attempt, String codes) {
        return ended(attempt, new EventOutcome(Indicator.MINOR_FAILURE, codes), null);
    }

    private static Attempt ended(Attempt attempt, EventOutcome outcome, @Nullable RuntimeException failure) {
        return new Attempt(attempt.origin(), attempt.exchange(), outcome, attempt.effort(), failure);
    }

    private static Attempt attempt(
            Origin origin, Exchange exchange, EventOutcome outcome, @Nullable RuntimeException failure) {
        return new Attempt(origin, exchange, outcome, new Effort(1_000_000, 0, 0), failure);
    }
}
