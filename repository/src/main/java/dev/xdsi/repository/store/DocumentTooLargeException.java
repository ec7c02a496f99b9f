package dev.xdsi.repository.store;

import java.io.IOException;

/** A document has more bytes than the repository takes. */
public final class DocumentTooLargeException extends IOException {
    public DocumentTooLargeException(long limit) {
        super("the document is larger than " + limit + " bytes, the most that this repository takes");
    }
}
