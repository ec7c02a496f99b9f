package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.IndexBinding;
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
        DocumentIndex index = new DocumentIndex(database, clock);
        FileContentStore contents = contents(folder, database, index);
        try {
            IndexedDocumentStore store = new IndexedDocumentStore(contents, index, names);
            store.settle();
            return store;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    /**
     * Opens the contents in {@code folder}, which must belong to the index; files that had names of their own get those of their contents.
     *
     * @param database of the index, its schema up to date
     */
    public static FileContentStore contents(Path folder, DataSource database, DocumentIndex index) throws IOException {
        FileContentStore contents = FileContentStore.open(folder);
        try {
            new IndexBinding(contents, index).bind();
            new FormerFiles(folder, contents, database).carryOver();
            return contents;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }
}
