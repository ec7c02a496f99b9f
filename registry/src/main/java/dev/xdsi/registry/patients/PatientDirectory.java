package dev.xdsi.registry.patients;

import dev.xdsi.model.PatientId;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Whose the ids of the affinity domain are: who is known, and who was merged into whom (ITI TF-2: 3.42.4.1.3.2, 3.18.4.1.3). */
@FunctionalInterface
public interface PatientDirectory {
    /** An affinity domain without a Patient Identity Feed takes every well-formed id, and merges nobody. */
    PatientDirectory EVERYONE = id -> true;

    /** Whether this is an id of the affinity domain of a patient who is known and was not merged into another. */
    boolean isKnown(PatientId id);

    /** Under whose id this patient's records are found now, over however many merges; the id itself where nobody has merged it. */
    default PatientId survivorOf(PatientId id) {
        return id;
    }

    /** Which of these were merged into another. Of thousands of patients that is asked at once. */
    default Set<PatientId> subsumed(Set<PatientId> ids) {
        return ids.stream().filter(id -> !survivorOf(id).equals(id)).collect(Collectors.toSet());
    }

    /** All ids whose records are this patient's, his own too, over however many merges; none where he himself was merged into another. */
    default Set<PatientId> mergedInto(PatientId id) {
        return Set.of(id);
    }

    /**
     * Whether merges are kept in this database, in the schema {@code patients}, so that what else is there can be asked for together with
     * them.
     */
    default boolean isIn(DataSource database) {
        return false;
    }

    /** The same merges, but whoever was not merged into another is known, were he told of or not. */
    default PatientDirectory openToAll() {
        PatientDirectory told = this;
        return new PatientDirectory() {
            @Override
            public boolean isKnown(PatientId id) {
                return survivorOf(id).equals(id);
            }

            @Override
            public PatientId survivorOf(PatientId id) {
                return told.survivorOf(id);
            }

            @Override
            public Set<PatientId> subsumed(Set<PatientId> ids) {
                return told.subsumed(ids);
            }

            @Override
            public Set<PatientId> mergedInto(PatientId id) {
                return told.mergedInto(id);
            }

            @Override
            public boolean isIn(DataSource database) {
                return told.isIn(database);
            }
        };
    }
}
