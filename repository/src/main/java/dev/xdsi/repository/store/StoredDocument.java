package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;

/** A document as it was provided: its bytes, and the mimeType of the DocumentEntry that came with them. */
public record StoredDocument(String documentUniqueId, Hash hash, String mimeType, DocumentContent content) {

    /**
     * Reads the whole document and compares it with the hash taken when it came.
     *
     * @throws IOException also where the store itself notices that its bytes are not what they were
     */
    public boolean isIntact() throws IOException {
        try (InputStream in = content.open()) {
            Measured measured = Measured.copy(in, Channels.newChannel(OutputStream.nullOutputStream()), Long.MAX_VALUE);
            return measured.name().equals(new ContentName(hash, content.length()));
        }
    }
}
