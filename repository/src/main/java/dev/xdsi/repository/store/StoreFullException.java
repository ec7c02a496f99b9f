package dev.xdsi.repository.store;

import java.io.IOException;

/** There is no room for more bytes, or none can be written. What was there stays, and what was coming leaves nothing. */
public final class StoreFullException extends IOException {
    public StoreFullException(String where, Throwable cause) {
        super("no more documents can be written to " + where + ": " + cause.getMessage(), cause);
    }
}
