package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.IndexedDocumentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Keeps the bytes of documents in a folder and their index in PostgreSQL. */
public final class FileDocumentStore {
    private FileDocumentStore() {}

    /**
     * Opens the store in {@code folder}, creating or updating what it needs, and settles what a crash left.
     *
     * @param names random, never the same twice
     * @throws IOException also when another process uses the folder
     */
    public static DocumentStore open(Path folder, DataSource database, InstantSource clock, Supplier<UUID> names)
            throws IOException {
        FileContentStore contents = FileContentStore.open(folder);
        try {
            DocumentIndex.migrate(database);
            new FormerFiles(folder, contents, database).carryOver();
            IndexedDocumentStore store = new IndexedDocumentStore(contents, new DocumentIndex(database, clock), names);
            store.settle();
            return store;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }
}
