package dev.xdsi.consumer.retrieval;

import java.io.IOException;

/** An image did not come; the message says which and why, in words for a person. */
public final class RetrievalException extends IOException {
    private static final long serialVersionUID = 1L;

    public RetrievalException(String message) {
        super(message);
    }

    public RetrievalException(String message, Throwable cause) {
        super(message, cause);
    }
}
