package dev.xdsi.registry.merges;

import dev.xdsi.model.PatientId;
import dev.xdsi.registry.patients.PatientDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who survived whom, asked of the directory once for each patient of one question. */
final class Survivors {
    private final PatientDirectory patients;
    private final boolean leading;
    private final Map<PatientId, PatientId> survivors = new HashMap<>();

    /** @param leading whether a subsumed id leads to its survivor; otherwise nothing is found under it */
    Survivors(PatientDirectory patients, boolean leading) {
        this.patients = patients;
        this.leading = leading;
    }

    /** Under which ids there may be something that belongs to one of these patients now. */
    Set<PatientId> idsOf(Set<PatientId> asked) {
        Set<PatientId> ids = new HashSet<>();
        for (PatientId patient : asked) {
            Set<PatientId> his = merged(patient);
            ids.addAll(his.isEmpty() && leading ? merged(of(patient)) : his);
        }
        return ids;
    }

    /** Under which ids there may be something that is found under this one; this one alone where nobody was merged into it. */
    Set<PatientId> merged(PatientId patient) {
        Set<PatientId> ids = patients.mergedInto(patient);
        ids.forEach(id -> survivors.put(id, patient));
        return ids;
    }

    PatientId of(PatientId patient) {
        PatientId survivor = survivors.get(patient);
        if (survivor == null) {
            survivor = patients.survivorOf(patient);
            survivors.put(patient, survivor);
        }
        return survivor;
    }
}
