package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tables of the four kinds of object have in common. Fields are null only until Hibernate has filled them. */
@MappedSuperclass
abstract class ObjectRow {
    @EmbeddedId
    @Nullable
    ObjectKey key;

    @Enumerated(EnumType.STRING)
    @Nullable
    AvailabilityStatus availabilityStatus;

    @Nullable
    UUID logicalId;

    int version;

    @Nullable
    String written;

    ObjectRow() {}

    ObjectRow(RegistryObject object, PatientId patientId, @Nullable EntryUuid logicalUuid, String written) {
        this.key = new ObjectKey(object.entryUUID().uuid(), patientId.cx());
        this.availabilityStatus = object.availabilityStatus();
        this.logicalId =
                Objects.requireNonNullElse(logicalUuid, object.entryUUID()).uuid();
        this.version = 1;
        this.written = written;
    }
}
