package dev.xdsi.consented;

import dev.xdsi.model.PatientId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the test has registered, in plain words of its own. The publisher adds to it from its own thread. */
final class Registered {
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<PatientId, List<Consent>> consents = new HashMap<>();

    /**
     * One object.
     *
     * @param kind document, set, folder or link
     * @param member whether a link is a HasMember
     */
    record Item(
            String kind,
            String uuid,
            String uniqueId,
            PatientId patient,
            String classCode,
            String confidentiality,
            boolean approved,
            boolean member,
            String source,
            String target) {
        static Item document(String uuid, String uniqueId, PatientId patient, String classCode, String secret) {
            return new Item("document", uuid, uniqueId, patient, classCode, secret, true, false, "", "");
        }

        static Item container(String kind, String uuid, String uniqueId, PatientId patient) {
            return new Item(kind, uuid, uniqueId, patient, "", "", true, false, "", "");
        }

        static Item link(String uuid, PatientId patient, boolean member, String source, String target) {
            return new Item("link", uuid, "", patient, "", "", true, member, source, target);
        }

        boolean isDocument() {
            return kind.equals("document");
        }

        Item deprecated() {
            return new Item(kind, uuid, uniqueId, patient, classCode, confidentiality, false, member, source, target);
        }
    }

    /** An approved consent, with its validity in hours from now; from is inclusive, until is not. */
    record Consent(String uuid, List<String> policies, double fromHours, double untilHours) {
        boolean inForce() {
            return fromHours <= 0 && untilHours > 0;
        }
    }

    synchronized void add(Item item) {
        items.put(item.uuid(), item);
    }

    synchronized void deprecate(String uuid) {
        items.computeIfPresent(uuid, (id, item) -> item.deprecated());
        consents.values().forEach(of -> of.removeIf(consent -> consent.uuid().equals(uuid)));
    }

    synchronized void add(PatientId patient, Consent consent) {
        consents.computeIfAbsent(patient, id -> new ArrayList<>()).add(consent);
    }

    synchronized List<Consent> consents(PatientId patient) {
        return List.copyOf(consents.getOrDefault(patient, List.of()));
    }

    synchronized Optional<Item> item(String uuid) {
        return Optional.ofNullable(items.get(uuid));
    }

    synchronized Stream<Item> of(PatientId patient, String kind) {
        return List.copyOf(items.values()).stream()
                .filter(item -> item.patient().equals(patient))
                .filter(item -> item.kind().equals(kind));
    }

    Stream<Item> memberships(Item container) {
        return of(container.patient(), "link")
                .filter(Item::member)
                .filter(link -> link.source().equals(container.uuid()));
    }
}
