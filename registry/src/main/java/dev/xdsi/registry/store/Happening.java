package dev.xdsi.registry.store;

import dev.xdsi.model.EntryUuid;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * That something of a patient was registered or changed: what subscriptions are matched against (ITI TF-2: 3.53).
 *
 * @param objects those that were added, rewritten or Approved again
 */
public record Happening(UUID id, PatientId patientId, Set<EntryUuid> objects, Instant at) {
    public Happening {
        objects = Set.copyOf(objects);
    }
}
