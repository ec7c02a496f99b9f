package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Instances of one series that a PACS has, as it said.
 *
 * @param patientId (0010,0020) of the patient whose they are
 * @param sopClasses the SOP class of each instance by its SOP Instance UID
 */
public record WantedInstances(String patientId, Oid study, Oid series, Map<Oid, Oid> sopClasses) {
    public WantedInstances {
        sopClasses = Map.copyOf(sopClasses);
        if (sopClasses.isEmpty()) {
            throw new IllegalArgumentException("nothing is wanted");
        }
    }

    public List<Oid> sopInstances() {
        return List.copyOf(sopClasses.keySet());
    }

    /** Why that is none of them; empty when it is one. */
    Optional<String> differs(InstanceHeader header) {
        InstanceUids uids = header.uids();
        if (!sopClasses.containsKey(uids.sopInstance())) {
            return Optional.of("another instance than was asked for");
        }
        if (!uids.study().equals(study) || !uids.series().equals(series)) {
            return Optional.of("the instance is of another study or series than the PACS said");
        }
        return header.patient().patientId().equals(patientId)
                ? Optional.empty()
                : Optional.of("the instance is of another patient than the PACS said");
    }
}
