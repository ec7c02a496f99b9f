package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** A way for bytes into a {@link ContentStore}. Whoever closes it before it is complete leaves nothing that counts. */
public interface Arrival extends WritableByteChannel {
    /** All bytes have been written; when this returns, no failure takes them away. */
    void complete() throws IOException;
}
