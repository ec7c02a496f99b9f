package dev.xdsi.imaging.publication;

import dev.xdsi.model.PatientId;

/** Whether it is known which patient of the affinity domain a study belongs to. */
public sealed interface Identified {
    record As(PatientId patient) implements Identified {}

    /** It may be known later. */
    record NotYet(String why) implements Identified {}

    /**
     * The study does not say whose it is.
     *
     * @param stranger whether it does, by an id of an issuer whom nobody here knows
     */
    record Never(boolean stranger) implements Identified {}
}
