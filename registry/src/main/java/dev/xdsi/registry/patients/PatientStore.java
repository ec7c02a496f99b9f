package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.util.List;
import java.util.Optional;

/** What a Patient Identity Feed needs to keep, and what discovery and registration ask of it. */
public interface PatientStore extends PatientDirectory {
    /** Takes a message over as a whole, once, however often it is sent. When this returns, the outcome is durable. */
    Applied apply(FeedMessage message);

    /**
     * The patient who has this id, whichever authority it is of. Who was merged into another is found as that one, and his further ids are
     * that one's too.
     */
    Optional<Patient> patient(PatientId anyId);

    /**
     * Patients who could be meant: of the same family name and birthday, as far as each is asked for, and nobody where neither is.
     * Telling who is meant is the asker's business. Who was merged into another is none of them.
     */
    List<Patient> candidates(Demographics asked, int most);
}
