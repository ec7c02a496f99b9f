package dev.xdsi.registry.dsub;

import dev.xdsi.model.AvailabilityStatus;
import dev.xdsi.model.PatientId;
import dev.xdsi.model.draft.SlotDraft;
import dev.xdsi.transaction.iti18.StoredQueryRequest;
import dev.xdsi.transaction.iti18.StoredQueryRequest.ReturnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a subscription asks of an object: the parameters of a stored query, and the object matches when that query would have found it
 * (ITI TF-2: 3.52.5.1).
 *
 * @param written with the id of a filter, not of a stored query
 */
public record Filter(StoredQueryRequest written) {
    /** The filters by their id in {@code AdhocQuery/@id}. */
    private enum Kind {
        DOCUMENT_ENTRY("urn:uuid:aa2332d0-f8fe-11e0-be50-0800200c9a66", Concern.DOCUMENT_ENTRY, true),
        PATIENT_INDEPENDENT_DOCUMENT_ENTRY(
                "urn:uuid:742790e0-aba6-43d6-9f1f-e43ed9790b79", Concern.DOCUMENT_ENTRY, false),
        SUBMISSION_SET("urn:uuid:fbede94e-dbdc-4f6b-bc1f-d730e677cece", Concern.SUBMISSION_SET, true),
        PATIENT_INDEPENDENT_SUBMISSION_SET(
                "urn:uuid:868cad3d-ec09-4565-b66c-1be10d034399", Concern.SUBMISSION_SET, false),
        FOLDER("urn:uuid:9376254e-da05-41f5-9af3-ac56d63d8ebd", Concern.FOLDER, true);

        private final String id;
        private final Concern concern;
        private final boolean ofOnePatient;

        Kind(String id, Concern concern, boolean ofOnePatient) {
            this.id = id;
            this.concern = concern;
            this.ofOnePatient = ofOnePatient;
        }

        static Optional<Kind> of(StoredQueryRequest filter) {
            for (Kind kind : values()) {
                if (kind.id.equalsIgnoreCase(filter.queryId())) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public Filter {
        if (Kind.of(written).isEmpty()) {
            throw new IllegalArgumentException("no filter of a subscription: " + written.queryId());
        }
    }

    /** Why this cannot be the filter of a subscription to the topic, before its parameters are read; empty when it can. */
    public static Optional<String> fault(Topic topic, StoredQueryRequest written) {
        Optional<Kind> known = Kind.of(written);
        if (known.isEmpty()) {
            return Optional.of("AdhocQuery/@id is none of the filters of ITI TF-2: 3.52.5.1");
        }
        Kind kind = known.get();
        if (kind.concern != topic.concern()) {
            return Optional.of("the filter finds other objects than the topic " + topic.expression() + " is about");
        }
        for (SlotDraft parameter : written.parameters()) {
            boolean patient = parameter.name().equals(kind.concern.patientParameter());
            if (!(patient ? kind.ofOnePatient : kind.concern.knows(parameter.name()))) {
                return Optional.of("this filter has no parameter " + parameter.name());
            }
        }
        return kind.ofOnePatient
                        && PatientId.parse(String.join(" ", written.patients())).isEmpty()
                ? Optional.of(kind.concern.patientParameter() + " must name one patient, as 'ID^^^&OID&ISO'")
                : Optional.empty();
    }

    /** Whose objects it is about; empty where it is about everybody's. */
    public Optional<PatientId> patientId() {
        return kind().ofOnePatient ? PatientId.parse(String.join(" ", written.patients())) : Optional.empty();
    }

    /** The stored query that finds the objects of one patient; without a status, those that are Approved. */
    public StoredQueryRequest queryFor(PatientId patient) {
        Concern concern = kind().concern;
        List<SlotDraft> parameters = new ArrayList<>(written.parameters());
        parameters.removeIf(slot -> slot.name().equals(concern.patientParameter()));
        parameters.add(
                SlotDraft.of(concern.patientParameter(), "'" + patient.cx().replace("'", "''") + "'"));
        if (written.parameters().stream().noneMatch(slot -> slot.name().equals(concern.statusParameter()))) {
            parameters.add(SlotDraft.of(concern.statusParameter(), "('" + AvailabilityStatus.APPROVED.urn() + "')"));
        }
        Set<String> names = parameters.stream().map(SlotDraft::name).collect(Collectors.toSet());
        return new StoredQueryRequest(concern.query(names), ReturnType.LeafClass, null, parameters);
    }

    private Kind kind() {
        return Kind.of(written).orElseThrow();
    }
}
