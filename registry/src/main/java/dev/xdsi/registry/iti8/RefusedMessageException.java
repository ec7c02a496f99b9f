package dev.xdsi.registry.iti8;

/** A message that cannot be read, on its way from the reader to the answer. */
final class RefusedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Acknowledgement.Refused refusal;

    RefusedMessageException(Acknowledgement.Refused refusal) {
        super(refusal.text());
        this.refusal = refusal;
    }

    Acknowledgement.Refused refusal() {
        return refusal;
    }
}
