package dev.xdsi.transaction.iti44;

/** The answer to a message (MCCI_IN000002UV01, ITI TF-2: 3.44.4.1.3). */
public sealed interface Acknowledgement {
    /** CA: taken over, and durable. */
    record Accepted() implements Acknowledgement {}

    /**
     * CE: the message changed nothing.
     *
     * @param text what is wrong and what to do, without a word of the patient
     */
    record Refused(String text) implements Acknowledgement {}
}
