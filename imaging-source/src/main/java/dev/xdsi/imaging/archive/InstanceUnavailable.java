package dev.xdsi.imaging.archive;

/**
 * An instance that is known, and whose bytes its PACS, or our object store, does not give now. Its message is a sentence for a person and tells of no
 * patient.
 */
public final class InstanceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** Who has it did not answer, or broke off: another try may do. */
        AWAY,
        /** Who has it answered, but not with the instance. */
        NOT_GIVEN,
        /** There is no room for it now. */
        NO_ROOM
    }

    private final Kind kind;

    public InstanceUnavailable(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public InstanceUnavailable(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
