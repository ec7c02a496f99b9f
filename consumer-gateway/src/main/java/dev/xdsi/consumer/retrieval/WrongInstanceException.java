package dev.xdsi.consumer.retrieval;

import java.io.IOException;

/** Another instance came than the one asked for, or none; nothing of it was given to anybody, and what comes after it can be read. */
public final class WrongInstanceException extends IOException {
    private static final long serialVersionUID = 1L;

    public WrongInstanceException(String message) {
        super(message);
    }
}
