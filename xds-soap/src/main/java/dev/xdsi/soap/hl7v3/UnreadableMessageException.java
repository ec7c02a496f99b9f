package dev.xdsi.soap.hl7v3;

/** A message that does not say what it must, or asks for what is not done here; the text is for the sender and quotes no patient. */
public final class UnreadableMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableMessageException(String text) {
        super(text);
    }

    UnreadableMessageException(String text, Throwable cause) {
        super(text, cause);
    }

    /** For the sender. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
