package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entryUUID that is taken, whatever its kind and whoever its patient. */
@Entity
@Table(name = "registered_id")
class RegisteredIdRow {
    @Id
    @Nullable
    UUID entryUuid;

    @Enumerated(EnumType.STRING)
    @Nullable
    ObjectKind kind;

    @Nullable
    String patientId;

    /** For Hibernate. */
    RegisteredIdRow() {}

    RegisteredIdRow(ObjectKey key, ObjectKind kind) {
        this.entryUuid = key.entryUuid();
        this.kind = kind;
        this.patientId = key.patientId();
    }
}
