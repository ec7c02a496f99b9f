package dev.xdsi.registry.submission;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The Patient Privacy Policies of the affinity domain (ITI TF-1: 19.2.1), of which alone a consent document may speak: a policy that
 * nobody knows nobody could keep.
 *
 * @param names by OID; absent, any policy may be named
 */
public record PrivacyPolicies(Optional<SortedMap<String, String>> names) {
    /** A domain in which nobody enforces consents. */
    public static final PrivacyPolicies ANY = new PrivacyPolicies(Optional.empty());

    public static PrivacyPolicies of(Map<String, String> namesByOid) {
        return new PrivacyPolicies(Optional.of(new TreeMap<>(namesByOid)));
    }

    boolean allow(String oid) {
        return names.map(known -> known.containsKey(oid)).orElse(true);
    }

    /** For whoever named another. */
    String listed() {
        return names.stream()
                .flatMap(known -> known.entrySet().stream())
                .map(policy -> policy.getKey() + " (" + policy.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
