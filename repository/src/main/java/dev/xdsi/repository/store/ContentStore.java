package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Where the bytes of documents are. Bytes come under a temporary name of their deposit and get the name of their content when all
 * is known of them. It knows nothing of documents; {@link DocumentIndex} does.
 */
public interface ContentStore extends AutoCloseable {

    /**
     * Opens a way in. Only one deposit uses a temporary name, and once.
     *
     * @throws StoreFullException here and from what it returns, when there is no room
     */
    default Arrival receive(TemporaryName name) throws IOException {
        return receive(name, 0);
    }

    /**
     * Opens a way in for bytes of which the first are known last.
     *
     * @param room for so many bytes at the beginning
     */
    Arrival receive(TemporaryName name, int room) throws IOException;

    /** Makes sure that a crash leaves the deposit among the {@link #unfinished}, with all bytes whose arrival was completed. */
    void secure(UUID deposit) throws IOException;

    /**
     * Gives received bytes the name of their content, for good. Whichever of several comes first gives his bytes.
     *
     * @return false when some bytes have that name already; the received ones stay under their temporary name
     */
    boolean publish(TemporaryName received, ContentName name) throws IOException;

    /**
     * Gives received bytes the name of a content in place of those that have it, in one step: whoever opens it gets the ones or the
     * others.
     */
    void replace(TemporaryName received, ContentName name) throws IOException;

    /** Deletes what the deposit still has under temporary names: it is no longer among the {@link #unfinished}. */
    void finish(UUID deposit) throws IOException;

    /** The deposits with temporary names, and since when they are there. */
    Map<UUID, Instant> unfinished() throws IOException;

    /**
     * Opens the bytes of a content from the first to the last.
     *
     * @throws IOException also when they are not there, or not as many as the name says
     */
    ReadableByteChannel open(ContentName name) throws IOException;

    /** Whether bytes are encrypted as they come. */
    default boolean seals() {
        return false;
    }

    /** Opens the bytes of a content that perhaps came before bytes were encrypted. */
    default ReadableByteChannel openAlsoPlain(ContentName name) throws IOException {
        return open(name);
    }

    /** Opens bytes that were received and have not been published: so many as the name of the content says. */
    ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException;

    /** Deletes the bytes, if they are there. */
    void delete(ContentName name) throws IOException;

    /** The note that says to which index the contents belong; it is no content. */
    IndexMark mark();

    /** Shows everything that is there, in any order. */
    void visit(Visitor visitor) throws IOException;

    /** Is shown what is in a store. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param since when the content came
         * @return false to be shown no more
         */
        boolean found(ContentName name, Instant since) throws IOException;
    }

    /** Takes away what publishing left half-done before that time, where a crash can leave anything. */
    default void sweep(Instant before) throws IOException {
        // where publishing is one step nothing is half-done
    }

    /** Throws when the store could not take or give bytes now. */
    void check() throws IOException;

    @Override
    void close() throws IOException;
}
