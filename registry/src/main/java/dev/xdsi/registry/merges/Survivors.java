package dev.xdsi.registry.merges;

import dev.xdsi.model.PatientId;
import dev.xdsi.registry.patients.PatientDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who survived whom, asked of the directory once for each patient of one question. */
final class Survivors {
    private static final int ATTEMPTS = 8;

    private final PatientDirectory patients;
    private final boolean leading;
    private final Map<PatientId, PatientId> survivors = new HashMap<>();
    private final @Nullable Map<PatientId, Set<PatientId>> remembered;

    /** @param leading whether a subsumed id leads to its survivor; otherwise nothing is found under it */
    Survivors(PatientDirectory patients, boolean leading) {
        this(patients, leading, null);
    }

    private Survivors(PatientDirectory patients, boolean leading, @Nullable Map<PatientId, Set<PatientId>> remembered) {
        this.patients = patients;
        this.leading = leading;
        this.remembered = remembered;
    }

    /** The same for several questions, about each patient as it is when the first of them is asked. */
    Survivors ofOneMoment() {
        return remembered == null ? new Survivors(patients, leading, new HashMap<>()) : this;
    }

    /** The same, with what is remembered, for who is led from a subsumed id to its survivor. */
    Survivors leading() {
        return new Survivors(patients, true, remembered);
    }

    /**
     * Whether to look for merges before asking about the patient: they are known already, or there will mostly be nothing to find, as with
     * consents, and nothing says nothing of merges.
     */
    boolean lookFirst(PatientId patient) {
        return leading || (remembered != null && remembered.containsKey(patient));
    }

    /** No merge concerns him, as somebody else has seen. */
    void noMergeConcerns(PatientId patient) {
        survivors.put(patient, patient);
        if (remembered != null) {
            remembered.put(patient, Set.of(patient));
        }
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
        Set<PatientId> ids = remembered == null
                ? patients.mergedInto(patient)
                : remembered.computeIfAbsent(patient, patients::mergedInto);
        ids.forEach(id -> survivors.put(id, patient));
        return ids;
    }

    /** The same for all of them, asked once: what is found of thousands of patients is mostly of nobody who was merged. */
    void look(Set<PatientId> found) {
        Set<PatientId> unknown = new HashSet<>(found);
        unknown.removeAll(survivors.keySet());
        if (unknown.size() > 1) {
            unknown.removeAll(patients.subsumed(unknown));
            unknown.forEach(patient -> survivors.put(patient, patient));
        }
    }

    PatientId of(PatientId patient) {
        PatientId survivor = survivors.get(patient);
        if (survivor == null) {
            survivor = asRemembered(patient, patients.survivorOf(patient));
            survivors.put(patient, survivor);
        }
        return survivor;
    }

    /** Who was not merged into the other when that was asked has not become his since. */
    private PatientId asRemembered(PatientId patient, PatientId survivor) {
        Set<PatientId> his = remembered == null ? null : remembered.get(survivor);
        return his == null || his.contains(patient) ? survivor : patient;
    }

    /**
     * Remembers who was merged into the patient and into whom he was. These are two questions: where he was subsumed by the one and by the
     * other is not, he was separated in between, and both are asked again.
     */
    void remember(PatientId patient) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!merged(patient).isEmpty() || !of(patient).equals(patient)) {
                return;
            }
            survivors.remove(patient);
            if (remembered != null) {
                remembered.remove(patient);
            }
        }
        throw new IllegalStateException("is merged and separated again and again: " + patient);
    }
}
