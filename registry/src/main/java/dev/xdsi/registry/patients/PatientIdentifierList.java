package dev.xdsi.registry.patients;

import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import java.util.List;
import java.util.Set;

/**
 * The ids of one patient, as a message names them (HL7 v2.5 3.4.2.3).
 *
 * @param withdrawn authorities by which the message says that the patient has no id
 */
public record PatientIdentifierList(List<PatientId> ids, Set<Oid> withdrawn) {
    public static final PatientIdentifierList EMPTY = of(List.of());

    public PatientIdentifierList {
        ids = List.copyOf(ids);
        withdrawn = Set.copyOf(withdrawn);
    }

    /** Of a message that withdraws none. */
    public static PatientIdentifierList of(List<PatientId> ids) {
        return new PatientIdentifierList(ids, Set.of());
    }
}
