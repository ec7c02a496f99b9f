package dev.xdsi.repository;

import dev.xdsi.repository.iti41.Room;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.DocumentIndex;
import dev.xdsi.repository.store.DocumentStore;
import dev.xdsi.repository.store.IndexedDocumentStore;
import dev.xdsi.repository.store.file.FileDocumentStore;
import dev.xdsi.repository.store.s3.S3Bucket;
import dev.xdsi.repository.store.s3.S3ContentStore;
import dev.xdsi.repository.store.sealed.MasterKeys;
import dev.xdsi.repository.store.sealed.SealedContentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
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

    /** Opens the store, brings it up to date and settles what a crash left, as far as it is known to be dead. */
    DocumentStore open(DataSource database, InstantSource clock, Supplier<UUID> names) throws IOException {
        DocumentIndex.migrate(database);
        ContentStore plain = switch (place) {
            case Place.Folder(Path folder) -> FileDocumentStore.contents(folder, database);
            case Place.Bucket(S3Bucket bucket) -> S3ContentStore.open(bucket);
        };
        try {
            ContentStore contents = keys == null ? plain : new SealedContentStore(plain, keys);
            IndexedDocumentStore store = new IndexedDocumentStore(contents, new DocumentIndex(database, clock), names);
            if (place instanceof Place.Folder) {
                store.settle();
            }
            return store;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }
}
