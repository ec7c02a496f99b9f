package dev.xdsi.repository.store;

import java.io.IOException;

/** Bytes are encrypted, and the key to them is not configured: they are not damaged, and cannot be read. */
public class NoKeyException extends IOException {
    public NoKeyException(String message) {
        super(message);
    }
}
