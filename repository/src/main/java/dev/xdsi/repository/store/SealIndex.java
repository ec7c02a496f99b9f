package dev.xdsi.repository.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the {@link DocumentIndex} knows of contents and whether they are encrypted. */
public record SealIndex(DocumentIndex index) {
    private static final String ANY = "select exists (select 1 from repository.content where sealed)";
    private static final String AFTER = "select hash, size, sealed from repository.content where (hash, size) > (?, ?)"
            + " order by hash, size limit ?";
    private static final String LOCK = "select sealed from repository.content where hash = ? and size = ? for update";
    private static final String SEALED = "update repository.content set sealed = true where hash = ? and size = ?";

    /**
     * A content that is kept.
     *
     * @param sealed whether it is known that its bytes are encrypted
     */
    public record Kept(ContentName name, boolean sealed) {}

    /** What is done to the bytes of a content while nobody else takes them away. */
    @FunctionalInterface
    public interface Sealing {
        /**
         * @param known whether it was known that they are encrypted
         */
        void seal(boolean known) throws IOException;
    }

    /** Whether any content is known to be encrypted. */
    public boolean any() throws IOException {
        return index.inTransaction(
                connection -> IndexRows.flags(connection, ANY).getFirst());
    }

    /** How many contents there are. */
    public long count() throws IOException {
        return index.stored().contents();
    }

    /** The next contents in the order of their names; from the first where there is none before. */
    public List<Kept> after(Optional<ContentName> last, int most) throws IOException {
        String hash = last.map(name -> name.hash().hex()).orElse("");
        long size = last.map(ContentName::size).orElse(-1L);
        return index.inTransaction(connection -> IndexRows.kept(connection, AFTER, hash, size, most));
    }

    /**
     * Encrypts the bytes of a content under the lock at which who deletes them waits, and notes that they are.
     *
     * @return false when no document has the content any more
     */
    public boolean seal(ContentName name, Sealing sealing) throws IOException {
        Object hash = name.hash().hex();
        return index.inTransaction(connection -> {
            List<Boolean> known = IndexRows.flags(connection, LOCK, hash, name.size());
            if (known.isEmpty()) {
                return false;
            }
            sealing.seal(known.getFirst());
            return known.getFirst() || IndexRows.update(connection, SEALED, hash, name.size()) == 1;
        });
    }
}
