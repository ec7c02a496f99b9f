package dev.xdsi.repository.store;

import java.io.IOException;

/** The contents of a store belong to another index: what this one does not know is no orphan. */
public class ForeignContentsException extends IOException {
    public ForeignContentsException(String message) {
        super(message);
    }
}
