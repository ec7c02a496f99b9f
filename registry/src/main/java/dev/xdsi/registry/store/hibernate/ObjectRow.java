package dev.xdsi.registry.store.hibernate;

import dev.xdsi.model.Association;
import dev.xdsi.model.Author;
import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.Dtm;
import dev.xdsi.model.Folder;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.NewObject;
import dev.xdsi.registry.store.ObjectKind;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
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
        key = new ObjectKey(as.entryUUID().uuid(), as.keptUnder().cx());
        availabilityStatus = as.object().availabilityStatus();
        logicalId = as.logicalID().uuid();
        version = as.version();
        written = as.written();
    }

    /** As it is to be written. */
    final NewRow row() {
        ObjectKey whose = Objects.requireNonNull(key);
        NewRow row = new NewRow(table(kind()))
                .key("patient_id", whose.patientId())
                .key("entry_uuid", whose.entryUuid())
                .set("availability_status", availabilityStatus)
                .set("logical_id", logicalId)
                .set("version", version)
                .set("written", written);
        write(row);
        return row;
    }

    abstract ObjectKind kind();

    /** Writes what only this kind of object has. */
    abstract void write(NewRow row);

    static ObjectRow of(NewObject as) {
        return switch (as.object()) {
            case DocumentEntry entry -> new DocumentEntryRow(entry, as);
            case SubmissionSet set -> new SubmissionSetRow(set, as);
            case Folder folder -> new FolderRow(folder, as);
            case Association link -> new AssociationRow(link, as);
        };
    }

    static String table(ObjectKind kind) {
        return switch (kind) {
            case DOCUMENT_ENTRY -> "registry.document_entry";
            case SUBMISSION_SET -> "registry.submission_set";
            case FOLDER -> "registry.folder";
            case ASSOCIATION -> "registry.association";
        };
    }

    static String[] coded(List<Code> codes) {
        return codes.stream().map(Code::coded).distinct().toArray(String[]::new);
    }

    static String[] persons(List<Author> authors) {
        return authors.stream()
                .flatMap(author -> Stream.ofNullable(author.authorPerson()))
                .distinct()
                .toArray(String[]::new);
    }

    static @Nullable Instant start(@Nullable Dtm time) {
        return time == null ? null : time.start();
    }
}
