package dev.xdsi.transaction.iti62;

import dev.xdsi.model.PatientId;
import dev.xdsi.model.RegistryResponse;
import java.util.Set;

/**
 * How a Remove Metadata ended (ITI TF-2: 3.62.4.2). Only the outcome goes back to the caller.
 *
 * @param patients whose objects were named, for the audit trail
 */
public record RemoveMetadataResponse(RegistryResponse outcome, Set<PatientId> patients) {
    public RemoveMetadataResponse {
        patients = Set.copyOf(patients);
    }
}
