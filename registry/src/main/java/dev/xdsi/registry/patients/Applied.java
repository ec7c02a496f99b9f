package dev.xdsi.registry.patients;

/** What became of a message of a Patient Identity Feed. */
public enum Applied {
    /** The patient was not known before. */
    CREATED(true),
    UPDATED(true),
    /** The patient had been merged into another, and is one of his own again. */
    SEPARATED(true),
    /** The one patient is found as the other, from now on or for some time already. */
    MERGED(true),
    /** The same message was taken over before. */
    REPEATED(true),
    /** The sender used the control id for another message: nothing changed. */
    CONTROL_ID_REUSED(false),
    /** One of the ids belongs to another patient, which only a merge could mend: nothing changed. */
    ID_OF_ANOTHER(false),
    /** The patient was merged into another: only registering him would make him one of his own again. */
    MERGED_ALREADY(false),
    /** Of two to be merged, the one to survive is not known. */
    SURVIVOR_UNKNOWN(false),
    /** Of two to be merged, the one to survive was himself merged into another. */
    SURVIVOR_MERGED(false),
    /** Of two to be merged, the one to be subsumed is not known. */
    SUBSUMED_UNKNOWN(false),
    /** Of two to be merged, the one to be subsumed was merged into a third. */
    SUBSUMED_ELSEWHERE(false);

    private final boolean taken;

    Applied(boolean taken) {
        this.taken = taken;
    }

    /** Whether the message counts as taken over, now or earlier. */
    public boolean isTaken() {
        return taken;
    }
}
