package dev.xdsi.consumer.partner;

/** A partner did not do what it was asked; the message is a sentence for a person and quotes nothing that the partner sent. */
public final class PartnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NONE = 0;

    private final int status;

    public PartnerException(String sentence) {
        this(sentence, NONE);
    }

    public PartnerException(String sentence, Throwable cause) {
        super(sentence, cause);
        this.status = NONE;
    }

    /** @param status the HTTP status with which it refused */
    public PartnerException(String sentence, int status) {
        super(sentence);
        this.status = status;
    }

    /** Whether nobody waits for the answer any more, which is no fault of the partner. */
    public boolean isGivenUp() {
        return getCause() instanceof InterruptedException;
    }

    /** The HTTP status with which it refused; 0 when it did not refuse so. */
    public int status() {
        return status;
    }
}
