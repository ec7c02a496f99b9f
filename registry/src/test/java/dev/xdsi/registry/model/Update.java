package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;

/** One update of metadata (ITI TF-2: 3.57.4.1). */
sealed interface Update {
    /** The SubmissionSet in which it comes. */
    Thing set();

    /**
     * A document or folder says something else.
     *
     * @param thing the new version, of the lineage that is updated
     * @param previous which version the sender knows
     */
    record NewVersion(Thing set, Thing thing, int previous, boolean propagated) implements Update {
        Thing membership() {
            return Thing.member(set.name(), set.patient(), thing.name(), SubmissionSetStatus.Original);
        }

        @Override
        public String toString() {
            return "update for " + set.patient() + " in " + set.name() + ": " + thing.name() + " after version "
                    + previous + " of " + thing.lineage() + (propagated ? "" : ", without its Associations");
        }
    }

    /** A document or folder is Approved, or no longer. */
    record NewStatus(Thing set, String target, boolean wasApproved) implements Update {
        Thing asking() {
            return Thing.link(
                    set.name(), set.patient(), AssociationType.UPDATE_AVAILABILITY_STATUS, set.name(), target);
        }

        @Override
        public String toString() {
            return "update for " + set.patient() + " in " + set.name() + ": " + target
                    + (wasApproved ? " is Deprecated" : " is Approved again");
        }
    }
}
