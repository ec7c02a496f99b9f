package dev.xdsi.registry.store;

import dev.xdsi.model.PatientId;
import java.util.Set;

/**
 * What a change of the registry may touch: these patients and the patients of the objects that are registered under these
 * identifiers. Whatever else would change one of them waits until this change is through.
 *
 * @param identifiers those that the change looks up, refers to or brings
 */
public record Scope(Set<PatientId> patients, Identifiers identifiers) {
    public Scope {
        patients = Set.copyOf(patients);
    }

    public static Scope of(PatientId patientId, Identifiers identifiers) {
        return new Scope(Set.of(patientId), identifiers);
    }
}
