package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;

/** What a message of a Patient Identity Feed is to change. */
public sealed interface PatientChange permits PatientUpdate, PatientMerge {
    /** Whom it is about, by his id in the affinity domain. */
    PatientId id();
}
