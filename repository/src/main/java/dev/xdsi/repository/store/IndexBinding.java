package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps an index and a store together. A wrong database, or a new one, would know none of the contents and take them all for
 * orphans.
 */
public final class IndexBinding {
    private static final int AT_ONCE = 500;

    private final ContentStore contents;
    private final DocumentIndex index;

    public IndexBinding(ContentStore contents, DocumentIndex index) {
        this.contents = contents;
        this.index = index;
    }

    /**
     * Makes sure that the contents belong to the index. A store of before there was a note is taken when it is empty or the index knows of its
     * contents.
     *
     * @throws ForeignContentsException when they do not; nothing was changed
     */
    public void bind() throws IOException {
        IndexMark mark = contents.mark();
        UUID own = index.identity().id();
        if (mark.read().isEmpty()) {
            if (!isEmptyOrKnown()) {
                throw foreign("this database knows none of them, and they do not say to which they belong");
            }
            mark.writeUnlessThere(own);
        }
        check();
    }

    /** @throws ForeignContentsException when the contents do not belong to the index, or no longer */
    void check() throws IOException {
        Optional<UUID> noted = contents.mark().read();
        if (!noted.equals(Optional.of(index.identity().id()))) {
            throw foreign(noted.map(id -> "they belong to the database with the index " + id)
                    .orElse("they do not say to which database they belong"));
        }
    }

    private ForeignContentsException foreign(String why) throws IOException {
        UUID own = index.identity().id();
        return new ForeignContentsException("these documents are not of this database: " + why
                + ". Use the database that they belong to, or a backup of it, or another place for documents. If this"
                + " database shall have them all the same, write " + own + " into "
                + contents.mark().place());
    }

    private boolean isEmptyOrKnown() throws IOException {
        if (index.hasFormerFiles()) {
            return true;
        }
        Seen seen = new Seen();
        contents.visit(seen);
        return seen.isEmptyOrKnown();
    }

    /** Looks at contents until the index knows one of them. */
    private final class Seen implements ContentStore.Visitor {
        private final OrphanIndex orphans = new OrphanIndex(index);
        private final List<ContentName> batch = new ArrayList<>();
        private boolean some;
        private boolean known;

        @Override
        public boolean found(ContentName name, Instant since) throws IOException {
            some = true;
            batch.add(name);
            if (batch.size() == AT_ONCE) {
                look();
            }
            return !known;
        }

        boolean isEmptyOrKnown() throws IOException {
            look();
            return known || !some;
        }

        private void look() throws IOException {
            known |= orphans.unknown(batch).size() < batch.size();
            batch.clear();
        }
    }
}
