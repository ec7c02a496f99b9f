package dev.xdsi.model.patient;

import dev.xdsi.model.PatientId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A patient as a community knows him.
 *
 * @param id in the affinity domain
 * @param furtherIds in the domains of departments, hospitals, insurers
 */
public record Patient(PatientId id, List<PatientId> furtherIds, Demographics demographics) {
    public Patient {
        furtherIds = List.copyOf(furtherIds);
    }

    public Stream<PatientId> ids() {
        return Stream.concat(Stream.of(id), furtherIds.stream());
    }
}
