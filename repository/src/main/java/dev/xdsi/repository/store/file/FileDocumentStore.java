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
        DocumentIndex.migrate(database);
        FileContentStore contents = contents(folder, database);
        try {
            IndexedDocumentStore store = new IndexedDocumentStore(contents, new DocumentIndex(database, clock), names);
            store.settle();
            return store;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    /**
     * Opens the contents in {@code folder}; files that had names of their own get those of their contents.
     *
     * @param database its schema up to date
     */
    public static FileContentStore contents(Path folder, DataSource database) throws IOException {
        FileContentStore contents = FileContentStore.open(folder);
        try {
            new FormerFiles(folder, contents, database).carryOver();
            return contents;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }
}
