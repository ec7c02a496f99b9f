package dev.xdsi.imaging.forward;

import dev.xdsi.dicom.net.dimse.Status;

/** How an attempt at telling somebody something ended. */
sealed interface Answer {
    /** None of the SOP class is offered. */
    static Answer notOffered() {
        return new Answered(Status.SOP_CLASS_NOT_SUPPORTED.withComment("not offered"));
    }

    record Answered(Status status) implements Answer {
        Fate fate() {
            return Fate.of(status);
        }
    }

    /** He may have heard it, and did not answer. */
    record BrokenOff(String why) implements Answer {}

    /** He could not be told. */
    record Away(String why) implements Answer {}

    default boolean isTaken() {
        return this instanceof Answered answered && answered.fate() instanceof Fate.Taken;
    }
}
