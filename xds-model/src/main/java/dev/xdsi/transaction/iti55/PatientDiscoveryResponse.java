package dev.xdsi.transaction.iti55;

import java.util.List;
import java.util.Set;

/** What a Responding Gateway says about a patient (ITI TF-2: 3.55.4.2.2). */
public sealed interface PatientDiscoveryResponse {
    /** Patients who are, or may be, the one who was asked for. */
    record Found(List<PatientMatch> matches) implements PatientDiscoveryResponse {
        public Found {
            matches = List.copyOf(matches);
        }
    }

    /**
     * Nobody who can be named.
     *
     * @param wanted with these the answer might be another; empty where it would not
     */
    record NotFound(Set<RequestedAttribute> wanted) implements PatientDiscoveryResponse {
        public static final NotFound NOBODY = new NotFound(Set.of());

        public NotFound {
            wanted = Set.copyOf(wanted);
        }
    }

    /** The question could not be answered, which says nothing about the patient. */
    record Failed(DetectedIssue issue, String text) implements PatientDiscoveryResponse {}
}
