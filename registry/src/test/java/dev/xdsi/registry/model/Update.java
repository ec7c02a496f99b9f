package dev.xdsi.registry.model;

import dev.xdsi.model.AssociationType;
import dev.xdsi.model.SubmissionSetStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One update of metadata (ITI TF-2: 3.57.4.1).
 *
 * @param set the SubmissionSet in which it comes
 * @param operations what it asks for, all of it or nothing
 * @param restricted whether it comes as a Restricted Update Document Set [ITI-92]
 */
record Update(Thing set, List<Operation> operations, boolean restricted) {
    Update {
        operations = List.copyOf(operations);
    }

    /** One thing that is asked for. */
    sealed interface Operation {
        /** The Association by which a SubmissionSet asks for it. */
        Thing asking(Thing set);
    }

    /**
     * A document or folder says something else.
     *
     * @param thing the new version, of the lineage that is updated
     * @param previous which version the sender knows
     */
    record NewVersion(Thing thing, int previous, boolean propagated) implements Operation {
        @Override
        public Thing asking(Thing set) {
            return Thing.member(set.name(), set.patient(), thing.name(), SubmissionSetStatus.Original);
        }

        @Override
        public String toString() {
            return thing.name() + " after version " + previous + " of " + thing.lineage()
                    + (propagated ? "" : ", without its Associations");
        }
    }

    /**
     * Something is Approved, or no longer.
     *
     * @param number of the operation in its request, by which it is told from another that asks for the same
     */
    record NewStatus(int number, String target, boolean wasApproved) implements Operation {
        @Override
        public Thing asking(Thing set) {
            return asking(set, number, AssociationType.UPDATE_AVAILABILITY_STATUS, target);
        }

        private static Thing asking(Thing set, int number, AssociationType type, String target) {
            return Thing.link(set.name() + ":" + number, set.patient(), type, set.name(), target);
        }

        @Override
        public String toString() {
            return target + (wasApproved ? " is Deprecated" : " is Approved again");
        }
    }

    /** An Association between registered objects. */
    record NewLink(Thing link) implements Operation {
        static NewLink of(int number, Thing set, AssociationType type, String source, String target) {
            return new NewLink(Thing.link(set.name() + ":" + number, set.patient(), type, source, target));
        }

        @Override
        public Thing asking(Thing set) {
            return Thing.link(set.name(), set.patient(), AssociationType.SUBMIT_ASSOCIATION, set.name(), link.name());
        }

        @Override
        public String toString() {
            return link.reference();
        }
    }

    <O extends Operation> Stream<O> those(Class<O> kind) {
        return operations.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public String toString() {
        return "update for " + set.patient() + " in " + set.name() + ": "
                + operations.stream().map(Operation::toString).collect(Collectors.joining("; "))
                + (restricted ? "; restricted" : "");
    }
}
