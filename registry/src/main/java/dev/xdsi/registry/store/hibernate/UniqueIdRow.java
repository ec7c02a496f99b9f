package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    /** For Hibernate. */
    UniqueIdRow() {}

    UniqueIdRow(String uniqueId, ObjectKind kind, @Nullable String hash, @Nullable Long size) {
        this.uniqueId = uniqueId;
        this.kind = kind;
        this.hash = hash;
        this.size = size;
    }
}
