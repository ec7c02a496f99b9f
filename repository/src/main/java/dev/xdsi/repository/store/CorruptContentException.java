package dev.xdsi.repository.store;

import java.io.IOException;

/** Bytes are not those that were once received. */
public final class CorruptContentException extends IOException {
    public CorruptContentException(String what) {
        super(what);
    }
}
