package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import dev.xdsi.registry.patients.PatientUpdate.Occasion;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A {@link PatientStore} that forgets: for tests and demonstrations. */
public final class InMemoryPatientStore implements PatientStore {
    private final Map<PatientId, Patient> patients = new LinkedHashMap<>();
    private final Map<PatientId, PatientId> mergedInto = new HashMap<>();
    private final Map<Key, String> messages = new HashMap<>();

    private record Key(String sender, String controlId) {}

    @Override
    public synchronized Applied apply(FeedMessage message) {
        Key key = new Key(message.sender(), message.controlId());
        String earlier = messages.get(key);
        if (earlier != null) {
            return earlier.equals(message.digest()) ? Applied.REPEATED : Applied.CONTROL_ID_REUSED;
        }
        Applied applied = switch (message.change()) {
            case PatientUpdate update -> update(update);
            case PatientMerge merge -> merge(merge);
        };
        if (applied.isTaken()) {
            messages.put(key, message.digest());
        }
        return applied;
    }

    private Applied update(PatientUpdate update) {
        PatientId into = mergedInto.get(update.id());
        if (into == null) {
            return write(update);
        }
        if (update.occasion() != Occasion.REGISTRATION) {
            return Applied.MERGED_ALREADY;
        }
        mergedInto.remove(update.id());
        Applied written = write(update);
        if (!written.isTaken()) {
            mergedInto.put(update.id(), into);
            return written;
        }
        return Applied.SEPARATED;
    }

    private Applied write(PatientUpdate update) {
        Set<PatientId> his = mergedInto(update.id());
        List<PatientId> ofSubsumed = update.furtherIds().stream()
                .filter(id -> owner(id)
                        .filter(owner -> !owner.equals(update.id()) && his.contains(owner))
                        .isPresent())
                .toList();
        Patient before = patients.get(update.id());
        Patient after = update.without(ofSubsumed).appliedTo(before);
        if (after.ids()
                .anyMatch(id ->
                        owner(id).filter(owner -> !owner.equals(after.id())).isPresent())) {
            return Applied.ID_OF_ANOTHER;
        }
        patients.put(after.id(), after);
        return before == null ? Applied.CREATED : Applied.UPDATED;
    }

    private Applied merge(PatientMerge merge) {
        if (!patients.containsKey(merge.id())) {
            return Applied.SURVIVOR_UNKNOWN;
        }
        if (!patients.containsKey(merge.subsumed())) {
            return Applied.SUBSUMED_UNKNOWN;
        }
        if (mergedInto.containsKey(merge.id())) {
            return Applied.SURVIVOR_MERGED;
        }
        if (mergedInto.containsKey(merge.subsumed())) {
            return survivorOf(merge.subsumed()).equals(merge.id()) ? Applied.MERGED : Applied.SUBSUMED_ELSEWHERE;
        }
        mergedInto.put(merge.subsumed(), merge.id());
        return Applied.MERGED;
    }

    private Optional<PatientId> owner(PatientId anyId) {
        return patients.values().stream()
                .filter(patient -> patient.ids().anyMatch(anyId::equals))
                .map(Patient::id)
                .findFirst();
    }

    @Override
    public synchronized Optional<Patient> patient(PatientId anyId) {
        return owner(anyId).map(this::survivorOf).map(this::whole);
    }

    private Patient whole(PatientId survivor) {
        Patient patient = patients.get(survivor);
        if (patient == null) {
            throw new IllegalStateException("nobody survived a merge");
        }
        return new Patient(
                survivor,
                mergedInto(survivor).stream()
                        .flatMap(id -> Stream.ofNullable(patients.get(id)))
                        .flatMap(merged -> merged.furtherIds().stream())
                        .toList(),
                patient.demographics());
    }

    @Override
    public synchronized boolean isKnown(PatientId id) {
        return patients.containsKey(id) && !mergedInto.containsKey(id);
    }

    @Override
    public synchronized PatientId survivorOf(PatientId id) {
        PatientId survivor = id;
        for (PatientId next = mergedInto.get(id); next != null; next = mergedInto.get(next)) {
            survivor = next;
        }
        return survivor;
    }

    @Override
    public synchronized Set<PatientId> mergedInto(PatientId id) {
        if (mergedInto.containsKey(id)) {
            return Set.of();
        }
        Set<PatientId> all = new LinkedHashSet<>(List.of(id));
        patients.keySet().stream()
                .filter(patient -> survivorOf(patient).equals(id))
                .forEach(all::add);
        return all;
    }

    @Override
    public synchronized List<Patient> candidates(Demographics asked, int most) {
        return patients.values().stream()
                .filter(patient -> isKnown(patient.id()))
                .filter(patient -> Candidacy.of(asked, patient.demographics()))
                .limit(most)
                .map(patient -> whole(patient.id()))
                .toList();
    }
}
