package dev.xdsi.registry.store;

import dev.xdsi.model.Association;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Folder;
import dev.xdsi.model.Hash;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryObject;
import dev.xdsi.model.SubmissionSet;
import dev.xdsi.registry.store.History.KnownUniqueId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object to be kept.
 *
 * @param patientId whose it is; Associations have no patient id of their own and are kept with their submission's
 * @param keptUnder the same, or the id of a patient who was merged into that one, whose it is again once they are separated
 * @param written the text in which it will be returned
 * @param submission of a SubmissionSet, the hash of all that was submitted with it, by which the same submission is known when it comes
 *     again
 */
public record NewObject(
        RegistryObject object,
        PatientId patientId,
        PatientId keptUnder,
        String written,
        @Nullable Hash submission) {
    public NewObject(RegistryObject object, PatientId patientId, String written) {
        this(object, patientId, patientId, written, null);
    }

    public NewObject of(Hash whole) {
        return new NewObject(object, patientId, keptUnder, written, whole);
    }

    /** The same beside what belongs to it, which is kept under this id. */
    public NewObject under(PatientId id) {
        return new NewObject(object, patientId, id, written, submission);
    }

    /** What is known of its uniqueId once it is kept, if it has one. */
    public KnownUniqueId known() {
        return object instanceof DocumentEntry entry
                ? new KnownUniqueId(ObjectKind.DOCUMENT_ENTRY, entry.hash(), entry.size())
                : new KnownUniqueId(ObjectKind.of(object), submission, null);
    }

    public EntryUuid entryUUID() {
        return object.entryUUID();
    }

    /** Absent for Associations, which have none. */
    public Optional<String> uniqueId() {
        return switch (object) {
            case DocumentEntry entry -> Optional.of(entry.uniqueId());
            case SubmissionSet set -> Optional.of(set.uniqueId().value());
            case Folder folder -> Optional.of(folder.uniqueId().value());
            case Association link -> Optional.empty();
        };
    }

    /** The first version is its own logical object (ITI TF-3: 4.2.3.2.10). */
    public EntryUuid logicalID() {
        return Objects.requireNonNullElse(
                switch (object) {
                    case DocumentEntry entry -> entry.logicalID();
                    case SubmissionSet set -> set.logicalID();
                    case Folder folder -> folder.logicalID();
                    case Association link -> link.logicalID();
                },
                object.entryUUID());
    }

    public int version() {
        @Nullable
        Integer version = switch (object) {
            case DocumentEntry entry -> entry.version();
            case SubmissionSet set -> set.version();
            case Folder folder -> folder.version();
            case Association link -> link.version();
        };
        return version == null ? 1 : version;
    }
}
