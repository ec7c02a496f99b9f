package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A document as it was provided: its bytes, and the mimeType of the DocumentEntry that came with them. */
public record StoredDocument(String documentUniqueId, Hash hash, String mimeType, DocumentContent content) {

    /** Reads the whole document and compares it with the hash taken when it came. */
    public boolean isIntact() throws IOException {
        try (InputStream in = content.open();
                Measured measured = new Measured(OutputStream.nullOutputStream(), Long.MAX_VALUE)) {
            in.transferTo(measured);
            return measured.size() == content.length() && measured.hash().equals(hash);
        }
    }
}
