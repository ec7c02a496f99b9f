package dev.xdsi.registry.store;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as a store question finds it.
 *
 * @param availabilityStatus its status now, which may no longer be the one that {@code written} shows
 * @param written the object as it was registered, as XML text; null in a long answer, where {@link StoreQuestions#written} gives it
 */
public record RegisteredObject(
        EntryUuid entryUUID,
        PatientId patientId,
        AvailabilityStatus availabilityStatus,
        @Nullable String written) {

    /** {@code written}, where it is there: in every short answer and from {@link Texts}. */
    public String text() {
        return Objects.requireNonNull(written, () -> "the text is to be asked for: " + entryUUID);
    }

    public RegisteredObject withWritten(String text) {
        return new RegisteredObject(entryUUID, patientId, availabilityStatus, text);
    }
}
