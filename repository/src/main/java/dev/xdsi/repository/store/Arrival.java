package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A way for bytes into a {@link ContentStore}. Whoever closes it before it is complete leaves nothing that counts. */
public interface Arrival extends WritableByteChannel {
    /** The bytes that belong into the room that was left at the beginning, as many as it has. */
    void begin(ByteBuffer bytes) throws IOException;

    /**
     * All bytes have been written; when this returns, no failure takes them away.
     *
     * @param name of the content that they are
     */
    void complete(ContentName name) throws IOException;
}
