package dev.xdsi.repository.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bytes of documents in a {@link ContentStore}, each content once, and what they are in a {@link DocumentIndex}.
 *
 * <p>The order that survives a crash at any point: the bytes are durable under a temporary name before the index claims them; the
 * index has claimed them before they get the name of their content, so that nobody takes them away as bytes of no document; they
 * have it before the registry hears of the document; the index says that the registry accepted it before the source gets its
 * answer. A deposit that still has temporary names was never offered to a registry.
 */
public final class IndexedDocumentStore implements DocumentStore {
    private static final Logger LOG = LoggerFactory.getLogger(IndexedDocumentStore.class);

    private final ContentStore contents;
    private final DocumentIndex index;
    private final Supplier<UUID> names;
    private final LongAdder unreadable = new LongAdder();

    /**
     * @param index its schema up to date
     * @param names random, never the same twice
     */
    public IndexedDocumentStore(ContentStore contents, DocumentIndex index, Supplier<UUID> names) {
        this.contents = contents;
        this.index = index;
        this.names = names;
    }

    @Override
    public Deposit deposit() {
        return new IndexedDeposit(this, contents, index, names.get());
    }

    @Override
    public Optional<StoredDocument> find(String documentUniqueId) throws IOException {
        Optional<IndexedDocument> found = index.find(documentUniqueId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        IndexedDocument document = found.get();
        VerifiedContent content = content(document);
        content.checkBeginning();
        return Optional.of(
                new StoredDocument(documentUniqueId, document.content().hash(), document.mimeType(), content));
    }

    VerifiedContent content(IndexedDocument document) {
        return new VerifiedContent(contents, document.measured(), document.sealed(), unreadable);
    }

    @Override
    public Stored stored() throws IOException {
        return index.stored();
    }

    @Override
    public long unreadable() {
        return unreadable.sum();
    }

    @Override
    public Unremoved remove(Set<String> documentUniqueIds) throws IOException {
        DocumentIndex.Removal removal = index.remove(documentUniqueIds);
        collect(removal.contents());
        return removal.unremoved();
    }

    @Override
    public Collected collectOrphans(Registered registered, Duration grace) throws IOException {
        return new OrphanCollection(contents, index).collectInTurn(registered, grace, index.now());
    }

    @Override
    public void check() throws IOException {
        contents.check();
        // any question will do: it is the answer that matters
        index.find("");
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }

    /** Settles what a crash left, where all deposits that are not finished are known to be dead. */
    public void settle() throws IOException {
        for (UUID deposit : contents.unfinished().keySet()) {
            index.release(deposit);
            contents.finish(deposit);
            LOG.info("took back deposit {}, which was never offered to a registry", deposit);
        }
        collect(index.unused());
    }

    /** Deletes the bytes that no document has any more. What fails is done by a later look at what is unused. */
    void collect(Collection<ContentName> unused) {
        for (ContentName name : unused) {
            try {
                index.collect(name, contents);
            } catch (IOException e) {
                LOG.warn("content {}, which no document has any more, cannot be deleted now", name, e);
            }
        }
    }
}
