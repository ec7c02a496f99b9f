package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Hash;
import dev.xdsi.registry.store.History.KnownUniqueId;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;
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
        KnownUniqueId known = sharing.stream()
                .map(NewObject::known)
                .reduce(KnownUniqueId::and)
                .orElseThrow();
        this.uniqueId = uniqueId;
        kind = known.kind();
        hash = known.hash() == null ? null : known.hash().hex();
        size = known.size();
        entryUuids = sharing.stream().map(object -> object.entryUUID().uuid()).toArray(UUID[]::new);
        patientIds = sharing.stream().map(object -> object.keptUnder().cx()).toArray(String[]::new);
    }

    KnownUniqueId known() {
        return new KnownUniqueId(Objects.requireNonNull(kind), hash == null ? null : new Hash(hash), size);
    }

    NewRow row() {
        return new NewRow("registry.unique_id")
                .set("unique_id", uniqueId)
                .set("kind", kind)
                .set("hash", hash)
                .set("size", size)
                .set("entry_uuids", entryUuids)
                .set("patient_ids", patientIds);
    }
}
