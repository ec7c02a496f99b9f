package dev.xdsi.registry.model;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.Submissions;
import dev.xdsi.registry.store.RegisteredAssociation;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of one history, and the ids under which the registry knows what they name; no other history has the same. */
final class Names {
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    static final Oid AUTHORITY = new Oid("1.3.6.1.4.1.21367.2005.13.20.1000");

    private final String history;
    private final Map<EntryUuid, String> things = new ConcurrentHashMap<>();

    Names(String history) {
        this.history = history;
    }

    String history() {
        return history;
    }

    PatientId patientId(String patient) {
        return new PatientId(patient + "-" + history, AUTHORITY);
    }

    String patient(PatientId patientId) {
        return patientId.id().replace("-" + history, "");
    }

    EntryUuid uuid(String thing) {
        EntryUuid uuid = Submissions.uuid(history + "/" + thing);
        things.put(uuid, thing);
        return uuid;
    }

    String uniqueId(String name) {
        return "1.2.9." + (Submissions.uuid(history + "/" + name).uuid().getMostSignificantBits() >>> 1);
    }

    boolean knows(EntryUuid uuid) {
        return things.containsKey(uuid);
    }

    String thing(EntryUuid uuid) {
        return Thing.bare(things.getOrDefault(uuid, uuid.value()));
    }

    void learn(RegisteredAssociation link) {
        things.put(
                link.object().entryUUID(),
                Thing.linkName(link.associationType(), thing(link.sourceObject()), thing(link.targetObject())));
    }
}
