package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a Document Repository must be able to ask of its storage: take documents in, all of a submission or none, and give
 * them back byte for byte.
 */
public interface DocumentStore extends AutoCloseable {

    /** Opens the deposit of one submission; to be closed whatever happens. */
    Deposit deposit();

    /**
     * Finds a document that was kept, whether or not its registration has been confirmed: a consumer may learn of it from the
     * registry before the repository does.
     *
     * @throws IOException when the document is held but its bytes are missing, cut short or known to be other bytes, or the store
     *     cannot be asked
     */
    Optional<StoredDocument> find(String documentUniqueId) throws IOException;

    /**
     * Removes documents [ITI-86], all of them or none; the bytes go with the last document that has them. One that a submission is just
     * bringing cannot be: it would be there afterwards.
     */
    Unremoved remove(Set<String> documentUniqueIds) throws IOException;

    /** @return whether the document was removed */
    default boolean remove(String documentUniqueId) throws IOException {
        return remove(Set.of(documentUniqueId)).isNone();
    }

    /**
     * Once a day, in one process of those that share the store: removes what nobody needs and finds out what is in doubt.
     *
     * @param grace nothing younger is touched
     */
    Collected collectOrphans(Registered registered, Duration grace) throws IOException;

    /** How much is kept. */
    Stored stored() throws IOException;

    /** How often bytes were asked for that are missing, cut short, not what was received or without a key, since this process began. */
    long unreadable();

    /** Throws when the store could not take or give a document now. */
    void check() throws IOException;

    @Override
    void close() throws IOException;
}
