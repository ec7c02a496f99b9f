package dev.xdsi.repository.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * The documents of one submission on their way into the store. They are received one by one, kept together, and confirmed
 * once the registry has accepted them; closing takes back whatever was neither confirmed nor left in doubt. Used by one thread.
 */
public interface Deposit extends AutoCloseable {

    /**
     * Takes one document to durable storage, where nobody can retrieve it yet.
     *
     * @param limit most bytes to take
     * @throws DocumentTooLargeException when there are more
     */
    ReceivedDocument receive(String documentUniqueId, String mimeType, InputStream content, long limit)
            throws IOException;

    /**
     * Makes everything received retrievable in one step. The same bytes under the same uniqueId are held once, however often
     * they come; other bytes are refused.
     *
     * @return the uniqueIds that the store already holds with other bytes: if there are any, nothing was kept
     */
    Set<String> keep() throws IOException;

    /** The registry accepted the documents: from now on no failure takes them away. */
    void confirm() throws IOException;

    /** It cannot be known whether the registry accepted the documents, so they stay. */
    void leaveInDoubt();

    @Override
    void close() throws IOException;
}
