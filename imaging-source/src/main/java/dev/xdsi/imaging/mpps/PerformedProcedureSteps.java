package dev.xdsi.imaging.mpps;

import dev.xdsi.imaging.normalized.Concerned;
import dev.xdsi.imaging.storage.Unacceptable;
import dev.xdsi.model.Oid;
import java.time.Instant;

/** The performed procedure steps that modalities told of. What was taken survives a crash, with all that follows from it. */
public interface PerformedProcedureSteps {
    /**
     * Keeps a new step.
     *
     * @param told by which it came
     * @return false where there is one by that UID
     */
    boolean create(PerformedProcedureStep step, StepMessage told, Instant at);

    /** How a step changes; an exception where it must not. */
    @FunctionalInterface
    interface Change {
        PerformedProcedureStep of(PerformedProcedureStep before) throws Unacceptable;
    }

    /**
     * Changes a step, one change at a time: at its end its study is announced as complete, or its series are held.
     *
     * @param told by which the change came
     * @return false where there is none by that UID
     */
    boolean change(StepMessage told, Change change, Instant at) throws Unacceptable;

    /** What a step is about, as far as it is known. */
    Concerned concerned(Oid sopInstanceUID);
}
