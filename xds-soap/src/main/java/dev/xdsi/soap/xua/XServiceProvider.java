package dev.xdsi.soap.xua;

import dev.xdsi.transaction.Caller;
import java.util.Optional;

/**
 * The duty of an endpoint to know its users: the X-Service Provider of XUA (ITI TF-1: 13.1).
 *
 * @param plain what is demanded of requests that come without TLS
 * @param tls what is demanded of those that come over TLS
 * @param refusals hears of each assertion that was refused, and of each that was missing
 */
public record XServiceProvider(Demand plain, Demand tls, AssertionVerifier verifier, Refusals refusals) {

    /** How much an endpoint wants to know. */
    public enum Demand {
        /** No call without an assertion. */
        REQUIRED,
        /** A call may come without; an assertion that is not in order is refused all the same. */
        OPTIONAL,
        /** Assertions are not looked at. */
        OFF
    }

    /** Hears of calls that were refused for their assertion. */
    @FunctionalInterface
    public interface Refusals {
        /**
         * A call was refused.
         *
         * @param endpoint the path that was called
         */
        void refused(Caller.Node node, String endpoint, Verdict.Refused verdict);
    }

    public Demand demand(boolean secure) {
        return secure ? tls : plain;
    }

    /** The user of a request without SOAP; nothing when it names none and need not. */
    public Optional<Verdict> verify(Optional<String> authorization, Presenter presenter, boolean secure) {
        Demand demand = demand(secure);
        if (demand == Demand.OFF) {
            return Optional.empty();
        }
        if (authorization.isEmpty()) {
            return demand == Demand.OPTIONAL
                    ? Optional.empty()
                    : Optional.of(new Verdict.Refused(Refusal.ABSENT, null));
        }
        return Optional.of(BearerAssertion.read(authorization.get())
                .map(xml -> verifier.verify(xml, presenter))
                .orElseGet(() -> new Verdict.Refused(Refusal.MALFORMED, null)));
    }
}
