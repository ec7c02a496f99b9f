package dev.xdsi.registry.iti42;

import dev.xdsi.model.PatientId;

/** Which patients the registry accepts submissions for (ITI TF-2: 3.42.4.1.3.2). */
@FunctionalInterface
public interface PatientDirectory {
    /** An affinity domain without a Patient Identity Feed takes every well-formed id. */
    PatientDirectory EVERYONE = patientId -> true;

    boolean isKnown(PatientId patientId);
}
