package dev.xdsi.repository;

import dev.xdsi.repository.iti41.Room;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.IndexBinding;
import dev.xdsi.repository.store.IndexedDocumentStore;
import dev.xdsi.repository.store.NoKeyException;
import dev.xdsi.repository.store.SealIndex;
import dev.xdsi.repository.store.file.FileDocumentStore;
import dev.xdsi.repository.store.s3.S3Bucket;
import dev.xdsi.repository.store.s3.S3ContentStore;
import dev.xdsi.repository.store.sealed.MasterKeys;
import dev.xdsi.repository.store.sealed.Rewrapped;
import dev.xdsi.repository.store.sealed.Rewrapping;
import dev.xdsi.repository.store.sealed.SealedContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the documents of a repository are kept, and how.
 *
 * @param keys by which they are encrypted at rest; absent: they are not
 */
public record Storage(Place place, @Nullable MasterKeys keys) {

    /** Where bytes are. */
    public sealed interface Place {
        /** A folder of this process alone. */
        record Folder(Path folder) implements Place {}

        /** A bucket that other processes may share, if they share the database too. */
        record Bucket(S3Bucket bucket) implements Place {}
    }

    public static Storage files(Path folder) {
        return new Storage(new Place.Folder(folder), null);
    }

    /** The room for documents: that of our disk, or of an object store, which says itself when it has none. */
    Room room(long reserve) {
        return switch (place) {
            case Place.Folder(Path folder) -> Room.on(folder, reserve);
            case Place.Bucket bucket -> new Room(() -> Long.MAX_VALUE, reserve);
        };
    }

    /** Bytes that are free; an object store does not say. */
    OptionalLong free() {
        return place instanceof Place.Folder ? OptionalLong.of(room(0).free().getAsLong()) : OptionalLong.empty();
    }

    /**
     * Brings all documents to the current key, so that the others can be forgotten. In a bucket that may be done beside those who use it, once
     * they all have the current key; a folder must not be in use.
     */
    public Rewrapped rewrap(DataSource database, DocumentRepository.Surroundings surroundings, Rewrapping.Watch watch)
            throws IOException {
        if (keys == null) {
            throw new IOException("documents are not encrypted: there is no key");
        }
        DocumentIndex.migrate(database);
        DocumentIndex index = new DocumentIndex(database, surroundings.clock());
        try (ContentStore plain = contents(database, index)) {
            settle(new IndexedDocumentStore(new SealedContentStore(plain, keys), index, surroundings.uuids()));
            return new Rewrapping(plain, keys, new SealIndex(index), surroundings.uuids()).run(watch);
        }
    }

    /** Opens the contents, which must belong to the index. */
    private ContentStore contents(DataSource database, DocumentIndex index) throws IOException {
        return switch (place) {
            case Place.Folder(Path folder) -> FileDocumentStore.contents(folder, database, index);
            case Place.Bucket(S3Bucket bucket) -> bound(S3ContentStore.open(bucket), index);
        };
    }

    private static ContentStore bound(ContentStore contents, DocumentIndex index) throws IOException {
        try {
            new IndexBinding(contents, index).bind();
            return contents;
        } catch (IOException | RuntimeException e) {
            contents.close();
            throw e;
        }
    }

    /** What is unfinished in a folder of our own is known to be dead. */
    private void settle(IndexedDocumentStore store) throws IOException {
        if (place instanceof Place.Folder) {
            store.settle();
        }
    }

    /**
     * Makes sure that the documents belong to the database and can be read, before whoever uses it for something else changes anything. A new
     * database gets the tables of the index by that, and so an id that can be named.
     *
     * @throws IOException also when another process uses them
     */
    public void bind(DataSource database, InstantSource clock) throws IOException {
        contents(database, index(database, clock)).close();
    }

    private DocumentIndex index(DataSource database, InstantSource clock) throws IOException {
        DocumentIndex.migrate(database);
        DocumentIndex index = new DocumentIndex(database, clock);
        if (keys == null && new SealIndex(index).any()) {
            throw new NoKeyException("documents are encrypted, and there is no key: new ones would be kept in plain");
        }
        return index;
    }

    /** Opens the store, brings it up to date and settles what a crash left, as far as it is known to be dead. */
    DocumentStore open(DataSource database, InstantSource clock, Supplier<UUID> names) throws IOException {
        DocumentIndex index = index(database, clock);
        ContentStore plain = contents(database, index);
        try {
            ContentStore contents = keys == null ? plain : new SealedContentStore(plain, keys);
            IndexedDocumentStore store = new IndexedDocumentStore(contents, index, names);
            settle(store);
            return store;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
