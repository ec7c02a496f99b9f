package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;

/** What to tell an operator of an attempt that failed, in a sentence without anything of the patient. */
final class Sentence {
    private Sentence() {}

    static String of(Attempt attempt) {
        String partner = attempt.origin().partner();
        return (partner.isEmpty() ? "" : partner + ": ") + what(attempt);
    }

    /** The same, without whom it was asked of. */
    static String what(Attempt attempt) {
        String why =
                attempt.outcome().description() == null ? "" : attempt.outcome().description();
        if (attempt.failure() != null) {
            return "broke off: " + why;
        }
        return (attempt.result() == Attempt.Result.PARTIAL ? "answered in part" : "answered with an error")
                + (why.isEmpty() ? "" : ": " + why);
    }
}
