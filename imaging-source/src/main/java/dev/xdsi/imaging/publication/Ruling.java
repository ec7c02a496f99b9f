package dev.xdsi.imaging.publication;

/**
 * That a rule of the publication policy keeps a study from being published now.
 *
 * @param rule its name
 */
public record Ruling(Kind kind, String rule) {
    /** What people read about it; a rule's name is the operator's own and says nothing of a patient. */
    static final String POLICY = "publication policy: ";

    /** For how long. */
    public enum Kind {
        /** Until somebody asks again. */
        WITHHELD,
        /** Until some time after the last instance came. */
        DELAYED
    }

    public String reason() {
        return POLICY + rule;
    }
}
