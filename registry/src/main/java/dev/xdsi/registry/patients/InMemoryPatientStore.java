package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.patient.Demographics;
import dev.xdsi.model.patient.Patient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link PatientStore} that forgets: for tests and demonstrations. */
public final class InMemoryPatientStore implements PatientStore {
    private final Map<PatientId, Patient> patients = new LinkedHashMap<>();
    private final Map<Key, String> messages = new HashMap<>();

    private record Key(String sender, String controlId) {}

    @Override
    public synchronized Applied apply(FeedMessage message) {
        Key key = new Key(message.sender(), message.controlId());
        String earlier = messages.get(key);
        if (earlier != null) {
            return earlier.equals(message.digest()) ? Applied.REPEATED : Applied.CONTROL_ID_REUSED;
        }
        PatientUpdate update = message.update();
        Patient before = patients.get(update.id());
        Patient after = update.appliedTo(before);
        if (after.ids()
                .anyMatch(id -> patient(id)
                        .filter(owner -> !owner.id().equals(after.id()))
                        .isPresent())) {
            return Applied.ID_OF_ANOTHER;
        }
        patients.put(after.id(), after);
        messages.put(key, message.digest());
        return before == null ? Applied.CREATED : Applied.UPDATED;
    }

    @Override
    public synchronized Optional<Patient> patient(PatientId anyId) {
        return patients.values().stream()
                .filter(patient -> patient.ids().anyMatch(anyId::equals))
                .findFirst();
    }

    @Override
    public synchronized boolean isKnown(PatientId id) {
        return patients.containsKey(id);
    }

    @Override
    public synchronized List<Patient> candidates(Demographics asked, int most) {
        return patients.values().stream()
                .filter(patient -> Candidacy.of(asked, patient.demographics()))
                .limit(most)
                .toList();
    }
}
