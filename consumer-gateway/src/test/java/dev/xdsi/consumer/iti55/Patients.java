package dev.xdsi.consumer.iti55;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.BirthTime;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Patients in a list, every one of whom of the right birthday is a candidate. */
public record Patients(List<Patient> all) implements KnownPatients {
    public static Patients of(Patient... patients) {
        return new Patients(List.of(patients));
    }

    @Override
    public Optional<Patient> patient(PatientId anyId) {
        return all.stream()
                .filter(patient -> patient.ids().anyMatch(anyId::equals))
                .findFirst();
    }

    @Override
    public List<Patient> candidates(Demographics asked, int most) {
        BirthTime birthTime = Objects.requireNonNull(asked.birthTime());
        return all.stream()
                .filter(patient -> birthTime.equals(patient.demographics().birthTime()))
                .limit(most)
                .toList();
    }
}
