package dev.xdsi.imaging.publication;

import dev.xdsi.imaging.archive.PatientKey;

/** From the patient as the department knows him to the patient of the affinity domain (RAD TF-2: 4.68.4.1.2.2). */
public interface PatientIdentification {
    /** What people read where a cross-reference manager is in the way; what follows says nothing of a patient. */
    String CROSS_REFERENCE = "patient cross-reference: ";

    /** @param patient as the images of a study name him */
    Identified identify(PatientKey patient);
}
