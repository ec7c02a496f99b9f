package dev.xdsi.transaction.iti45;

import dev.xdsi.model.PatientId;
import java.util.List;

/** What a Patient Identifier Cross-reference Manager knows (ITI TF-2: 3.45.4.2.3). */
public sealed interface PatientIdentifierAnswer {
    /** The ids of the patient in the domain that was asked for, at least one. */
    record Found(List<PatientId> ids) implements PatientIdentifierAnswer {
        public Found {
            ids = List.copyOf(ids);
            if (ids.isEmpty()) {
                throw new IllegalArgumentException("who is found has an id");
            }
        }
    }

    /** The patient is known and has no id there (queryResponseCode NF). */
    record NoneThere() implements PatientIdentifierAnswer {}

    /** The patient, or a domain, is not known, or the question was refused (queryResponseCode AE). */
    record Refused(String text) implements PatientIdentifierAnswer {}
}
