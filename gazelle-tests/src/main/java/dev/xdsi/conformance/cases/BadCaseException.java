package dev.xdsi.conformance.cases;

/** A case that is not written as the format demands; the message names the file and what is wrong. */
public final class BadCaseException extends RuntimeException {
    public BadCaseException(String message) {
        super(message);
    }

    public BadCaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
