package dev.xdsi.registry.store;

import dev.xdsi.model.PatientId;
import java.util.Set;

/** What is registered at one moment: the questions of stored queries, and what is known of given identifiers. */
public interface Snapshot extends StoreQuestions {
    /** What is registered under these identifiers. */
    History history(Identifiers identifiers);

    /**
     * Whom of the patients of a change a merge concerns, as it was seen when their turn had come; of a store that {@linkplain
     * #seesMerges() sees merges}, during a change.
     */
    default Set<PatientId> merged() {
        return Set.of();
    }
}
