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

    /**
     * Whether, where no approved consent was found, there is none. A registry that answers as the caller may see it keeps back the
     * consents that deny him everything with all the rest, and finds nothing under an id that was merged into another (ITI TF-2:
     * 3.18.4.1.3). Throws when that cannot be found out.
     */
    default boolean isSureOfNone(PatientId patientId, Caller onBehalfOf) {
        return true;
    }
}
