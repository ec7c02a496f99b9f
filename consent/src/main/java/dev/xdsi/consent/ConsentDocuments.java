package dev.xdsi.consent;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.util.List;
import java.util.Set;

/** The approved consent documents of a patient. The Document Registry knows them; nobody keeps a second copy. */
@FunctionalInterface
public interface ConsentDocuments {
    /**
     * All of them, whether in force now or not. Throws when they cannot be read, never answers with fewer.
     *
     * @param onBehalfOf whose call needs them
     */
    List<ConsentOnFile> of(PatientId patientId, Caller onBehalfOf);

    /** The uniqueIds of those that were approved and are so no longer. Throws when they cannot be read. */
    default Set<String> withdrawn(PatientId patientId, Caller onBehalfOf) {
        return Set.of();
    }
}
