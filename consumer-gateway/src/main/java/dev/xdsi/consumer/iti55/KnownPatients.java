package dev.xdsi.consumer.iti55;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.util.List;
import java.util.Optional;

/** The patients of this community: what patient discovery asks of whoever keeps them. */
public interface KnownPatients {
    /** A community that knows nobody. */
    KnownPatients NOBODY = new KnownPatients() {
        @Override
        public Optional<Patient> patient(PatientId anyId) {
            return Optional.empty();
        }

        @Override
        public List<Patient> candidates(Demographics asked, int most) {
            return List.of();
        }
    };

    /** The patient who has this id, whichever authority it is of. */
    Optional<Patient> patient(PatientId anyId);

    /** Patients of this family name and birthday, as far as each is asked for. */
    List<Patient> candidates(Demographics asked, int most);
}
