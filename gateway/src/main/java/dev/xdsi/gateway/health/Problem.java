package dev.xdsi.gateway.health;

/**
 * What is not well with a part.
 *
 * @param words for an operator: what is wrong, and what to do
 */
public record Problem(Severity severity, String words) {

    /** Whether others should be asked instead. */
    public enum Severity {
        /** The part goes on, and somebody must look before it does not. */
        NEEDS_ATTENTION,
        /** What is asked of the part fails. */
        CANNOT_WORK
    }

    public static Problem cannotWork(String words) {
        return new Problem(Severity.CANNOT_WORK, words);
    }

    public static Problem needsAttention(String words) {
        return new Problem(Severity.NEEDS_ATTENTION, words);
    }

    public boolean stopsWork() {
        return severity == Severity.CANNOT_WORK;
    }
}
