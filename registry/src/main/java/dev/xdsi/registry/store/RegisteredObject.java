package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as a store question finds it.
 *
 * @param patientId whose it is now
 * @param keptUnder the same, or the id of a patient who was merged into that one: with this id it was registered and is found again
 * @param availabilityStatus its status now, which may no longer be the one that {@code written} shows
 * @param written the object as it was registered, as XML text; null in a long answer, where {@link StoreQuestions#written} gives it
 */
public record RegisteredObject(
        ObjectKind kind,
        EntryUuid entryUUID,
        PatientId patientId,
        PatientId keptUnder,
        AvailabilityStatus availabilityStatus,
        @Nullable String written) {
    /** Of a patient into whom nobody was merged. */
    public RegisteredObject(
            ObjectKind kind,
            EntryUuid entryUUID,
            PatientId patientId,
            AvailabilityStatus availabilityStatus,
            @Nullable String written) {
        this(kind, entryUUID, patientId, patientId, availabilityStatus, written);
    }

    /** {@code written}, where it is there: in every short answer and from {@link Texts}. */
    public String text() {
        return Objects.requireNonNull(written, () -> "the text is to be asked for: " + entryUUID);
    }

    public RegisteredObject withWritten(String text) {
        return new RegisteredObject(kind, entryUUID, patientId, keptUnder, availabilityStatus, text);
    }

    /** The same with another status. */
    RegisteredObject with(AvailabilityStatus status) {
        return new RegisteredObject(kind, entryUUID, patientId, keptUnder, status, written);
    }

    /** The same as it is found under the id of who survived a merge. */
    public RegisteredObject of(PatientId survivor, @Nullable String text) {
        return new RegisteredObject(kind, entryUUID, survivor, keptUnder, availabilityStatus, text);
    }
}
