package dev.xdsi.registry.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The patients that were fed, and who was merged into whom (ITI TF-2: 3.8.4, 3.18.4.1.3). */
final class ModelPatients {
    private final Set<String> fed = new HashSet<>();
    private final Map<String, String> into = new HashMap<>();

    /** ADT^A01: somebody is registered. Had he been merged into another, he is one of his own again. */
    boolean register(String patient) {
        fed.add(patient);
        into.remove(patient);
        return true;
    }

    /** ADT^A08: something is said of a patient, which nobody says of one who was merged. */
    boolean update(String patient) {
        boolean merged = into.containsKey(patient);
        if (!merged) {
            fed.add(patient);
        }
        return !merged;
    }

    /** ADT^A40: two who are both known become one. */
    boolean merge(String survivor, String subsumed) {
        boolean possible = isKnown(survivor) && fed.contains(subsumed) && !survivor.equals(subsumed);
        if (possible && isKnown(subsumed)) {
            into.put(subsumed, survivor);
        }
        return possible && survivor(subsumed).equals(survivor);
    }

    /** Fed, and nobody else by now. */
    boolean isKnown(String patient) {
        return fed.contains(patient) && !into.containsKey(patient);
    }

    /** Merges chain. */
    String survivor(String patient) {
        String survivor = patient;
        while (into.containsKey(survivor)) {
            survivor = into.getOrDefault(survivor, survivor);
        }
        return survivor;
    }
}
