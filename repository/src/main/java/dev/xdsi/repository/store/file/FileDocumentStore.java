package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.Deposit;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the bytes of documents in a folder and their index in PostgreSQL.
 *
 * <p>The order that survives a crash at any point: the bytes and their name in {@code incoming} are durable before the row is
 * committed; the file is in its final place before the registry hears of the document; the row says that the registry
 * accepted it before the source gets its answer. A deposit that is in {@code incoming} at start was never offered to a
 * registry, or was just being taken back, so {@link #open} gives up its claims.
 */
public final class FileDocumentStore implements DocumentStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileDocumentStore.class);

    private final DocumentFolder folder;
    private final DocumentIndex index;
    private final Supplier<UUID> names;

    FileDocumentStore(DocumentFolder folder, DocumentIndex index, Supplier<UUID> names) {
        this.folder = folder;
        this.index = index;
        this.names = names;
    }

    /**
     * Opens the store in {@code folder}, creating or updating what it needs, and settles what a crash left.
     *
     * @param names random, never the same twice
     * @throws IOException also when another process uses the folder
     */
    public static FileDocumentStore open(Path folder, DataSource database, InstantSource clock, Supplier<UUID> names)
            throws IOException {
        DocumentIndex.migrate(database);
        DocumentFolder files = new DocumentFolder(folder);
        FileDocumentStore store = new FileDocumentStore(files, new DocumentIndex(database, clock), names);
        try {
            store.settle();
            return store;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    @Override
    public Deposit deposit() {
        return new FileDeposit(folder, index, names);
    }

    @Override
    public Optional<StoredDocument> find(String documentUniqueId) throws IOException {
        Optional<IndexedDocument> found = index.find(documentUniqueId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        IndexedDocument document = found.get();
        Path file = folder.locate(document.file());
        long size = Files.size(file);
        if (size != document.size()) {
            throw new IOException("document " + documentUniqueId + " has " + size + " bytes in " + file + ", not "
                    + document.size() + " as received");
        }
        return Optional.of(new StoredDocument(
                documentUniqueId, document.hash(), document.mimeType(), new FileContent(document, folder)));
    }

    @Override
    public void check() throws IOException {
        folder.checkWritable();
        // any question will do: it is the answer that matters
        index.find("");
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    void settle() throws IOException {
        for (UUID deposit : folder.unfinished()) {
            index.release(deposit, folder);
            folder.finish(deposit);
            LOG.info("took back deposit {}, which was never offered to a registry", deposit);
        }
    }
}
