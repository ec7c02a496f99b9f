package dev.xdsi.disclosure;

import dev.xdsi.model.Code;
import dev.xdsi.model.DocumentEntry;
import dev.xdsi.model.PatientId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something about a patient that could be disclosed, as far as consents tell one thing from another: a document, an image (which is
 * as secret as the manifest that lists it), or with {@link #ofPatient} anything that says no more than that the patient is known.
 *
 * @param documentUniqueId DocumentEntry.uniqueId, where the resource is a document or hangs on one
 */
public record Resource(
        PatientId patientId,
        @Nullable String documentUniqueId,
        @Nullable Code classCode,
        @Nullable Code typeCode,
        Set<Code> confidentialityCodes) {
    public Resource {
        confidentialityCodes = Set.copyOf(confidentialityCodes);
    }

    /** What its entry says of a document. */
    public static Resource of(DocumentEntry entry) {
        return new Resource(
                entry.patientId(),
                entry.uniqueId(),
                entry.classCode(),
                entry.typeCode(),
                Set.copyOf(entry.confidentialityCode()));
    }

    public static Resource ofPatient(PatientId patientId) {
        return new Resource(patientId, null, null, null, Set.of());
    }
}
