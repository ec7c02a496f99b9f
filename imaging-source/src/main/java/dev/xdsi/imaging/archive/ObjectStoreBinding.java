package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.database.Database;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an index and its object store together. Without it, or with another, every image there would count as lost; and of two that share one,
 * each would take the other's images for files that nobody knows.
 */
public final class ObjectStoreBinding {
    private final Database database;

    public ObjectStoreBinding(Database database) {
        this.database = database;
    }

    private record Binding(UUID archive, boolean bound) {}

    /**
     * Notes on both sides that they belong together, where the store is nobody's yet.
     *
     * @param objects null where there is no object store
     * @param fresh what the archive is called there from now on, unless that was noted before
     * @throws IOException in words for an operator, when they do not belong together; then nothing of the store was changed
     */
    public void bind(@Nullable ArchiveObjects objects, UUID fresh) throws IOException {
        if (objects == null) {
            if (binding().filter(Binding::bound).isPresent()) {
                throw new IOException("images of this database are in an object store, and none is named. Name it in"
                        + " imaging-source.s3: with imaging-source.storage: files new images are kept in files, and those"
                        + " of before are still read from there.");
            }
            return;
        }
        enter(fresh);
        Binding own = binding().orElseThrow();
        ObjectStore store = objects.store();
        if (!own.bound() && store.archive().isEmpty()) {
            store.belongTo(own.archive());
        }
        Optional<UUID> noted = store.archive();
        if (!noted.equals(Optional.of(own.archive()))) {
            throw new IOException("the images in the object store " + store + " are not of this database: "
                    + noted.map(other -> "they belong to the archive " + other)
                            .orElse("they do not say to which archive they belong")
                    + ". Use the object store that belongs to this database, or another prefix there. If this database"
                    + " shall have them all the same, write " + own.archive() + " into the object instances/archive.");
        }
        if (!own.bound()) {
            noteBound();
        }
    }

    private Optional<Binding> binding() {
        return database.reading(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select archive, bound from object_store");
                    ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Binding(rows.getObject("archive", UUID.class), rows.getBoolean("bound")))
                        : Optional.empty();
            }
        });
    }

    private void enter(UUID archive) {
        database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "insert into object_store (archive) values (?) on conflict do nothing")) {
                statement.setObject(1, archive);
                return statement.executeUpdate();
            }
        });
    }

    private void noteBound() {
        database.inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("update object_store set bound = true")) {
                return statement.executeUpdate();
            }
        });
    }
}
