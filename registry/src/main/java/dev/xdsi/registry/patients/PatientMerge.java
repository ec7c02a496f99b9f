package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;

/**
 * Two records are of one person (ADT^A40, ITI TF-2: 3.8.4.2; PRPA_IN201304UV02). What is known of each of them stays as it was: the one is from
 * now on found under the id of the other.
 *
 * @param id of the patient who survives
 * @param subsumed the id that is used no more
 */
public record PatientMerge(PatientId id, PatientId subsumed) implements PatientChange {
    public PatientMerge {
        if (id.equals(subsumed)) {
            throw new IllegalArgumentException("a patient is not merged into himself");
        }
    }
}
