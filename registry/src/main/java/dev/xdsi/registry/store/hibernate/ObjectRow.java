package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Association;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Folder;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.NewObject;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
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

    ObjectRow(NewObject as) {
        key = new ObjectKey(as.entryUUID().uuid(), as.patientId().cx());
        availabilityStatus = as.object().availabilityStatus();
        logicalId = as.logicalID().uuid();
        version = as.version();
        written = as.written();
    }

    static ObjectRow of(NewObject as) {
        return switch (as.object()) {
            case DocumentEntry entry -> new DocumentEntryRow(entry, as);
            case SubmissionSet set -> new SubmissionSetRow(set, as);
            case Folder folder -> new FolderRow(folder, as);
            case Association link -> new AssociationRow(link, as);
        };
    }
}
