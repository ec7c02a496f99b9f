package dev.xdsi.consent.bppc;

/** A document that is called a consent and is none, or breaks a limit; the message says why, for whoever sent it. */
public final class UnreadableConsentException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableConsentException(String why) {
        super(why);
    }

    UnreadableConsentException(String why, Throwable cause) {
        super(why, cause);
    }
}
