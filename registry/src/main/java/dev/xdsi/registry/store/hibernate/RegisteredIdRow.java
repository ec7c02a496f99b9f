package dev.xdsi.registry.store.hibernate;

import dev.xdsi.registry.store.NewObject;
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

    String[] linkedFrom = {};

    /** For Hibernate. */
    RegisteredIdRow() {}

    RegisteredIdRow(NewObject added) {
        entryUuid = added.entryUUID().uuid();
        kind = ObjectKind.of(added.object());
        patientId = added.keptUnder().cx();
    }

    NewRow row() {
        return new NewRow("registry.registered_id")
                .set("entry_uuid", entryUuid)
                .set("kind", kind)
                .set("patient_id", patientId)
                .set("linked_from", linkedFrom);
    }
}
