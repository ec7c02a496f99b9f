package dev.xdsi.soap.xua;

/** Ends a verification; the verifier turns it into a {@link Verdict.Refused}. */
final class NotBelievedException extends Exception {
    private final Refusal reason;

    NotBelievedException(Refusal reason) {
        super(reason.advice());
        this.reason = reason;
    }

    NotBelievedException(Refusal reason, Throwable cause) {
        super(reason.advice(), cause);
        this.reason = reason;
    }

    Refusal reason() {
        return reason;
    }
}
