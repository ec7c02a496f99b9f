package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;

/** One update of metadata (ITI TF-2: 3.57.4.1). */
sealed interface Update {
    /** The SubmissionSet in which it comes. */
    Thing set();

    /** Whether it comes as a Restricted Update Document Set [ITI-92]. */
    boolean restricted();

    /**
     * A document or folder says something else.
     *
     * @param thing the new version, of the lineage that is updated
     * @param previous which version the sender knows
     */
    record NewVersion(Thing set, Thing thing, int previous, boolean propagated, boolean restricted) implements Update {
        Thing membership() {
            return Thing.member(set.name(), set.patient(), thing.name(), SubmissionSetStatus.Original);
        }

        @Override
        public String toString() {
            return "update for " + set.patient() + " in " + set.name() + ": " + thing.name() + " after version "
                    + previous + " of " + thing.lineage() + (propagated ? "" : ", without its Associations")
                    + shown(restricted);
        }
    }

    /** Something is Approved, or no longer. */
    record NewStatus(Thing set, String target, boolean wasApproved, boolean restricted) implements Update {
        Thing asking() {
            return Thing.link(
                    set.name(), set.patient(), AssociationType.UPDATE_AVAILABILITY_STATUS, set.name(), target);
        }

        @Override
        public String toString() {
            return "update for " + set.patient() + " in " + set.name() + ": " + target
                    + (wasApproved ? " is Deprecated" : " is Approved again") + shown(restricted);
        }
    }

    /** An Association between registered objects. */
    record NewLink(Thing set, Thing link, boolean restricted) implements Update {
        Thing asking() {
            return Thing.link(set.name(), set.patient(), AssociationType.SUBMIT_ASSOCIATION, set.name(), link.name());
        }

        @Override
        public String toString() {
            return "update for " + set.patient() + " in " + set.name() + ": " + link.reference() + shown(restricted);
        }
    }

    private static String shown(boolean restricted) {
        return restricted ? ", restricted" : "";
    }
}
