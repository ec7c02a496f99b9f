package dev.xdsi.consumer.partner;

/** A partner did not do what it was asked; the message is a sentence for a person and quotes nothing that the partner sent. */
public final class PartnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PartnerException(String sentence) {
        super(sentence);
    }

    public PartnerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
