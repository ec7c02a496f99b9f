package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A uniqueId, who had it first, and the content that all documents of that uniqueId must have. */
@Entity
@Table(name = "unique_id")
class UniqueIdRow {
    @Id
    @Nullable
    String uniqueId;

    @Enumerated(EnumType.STRING)
    @Nullable
    ObjectKind kind;

    @Nullable
    String hash;

    @Nullable
    Long size;

    UUID[] entryUuids = {};

    String[] patientIds = {};

    /** For Hibernate. */
    UniqueIdRow() {}

    /** @param sharing all new objects of that uniqueId */
    UniqueIdRow(String uniqueId, List<NewObject> sharing) {
        RegistryObject first = sharing.getFirst().object();
        this.uniqueId = uniqueId;
        kind = ObjectKind.of(first);
        if (first instanceof DocumentEntry entry) {
            hash = entry.hash() == null ? null : entry.hash().hex();
            size = entry.size();
        }
        entryUuids = sharing.stream().map(object -> object.entryUUID().uuid()).toArray(UUID[]::new);
        patientIds = sharing.stream().map(object -> object.patientId().cx()).toArray(String[]::new);
    }
}
