package dev.xdsi.registry.patients;

/** What became of a message of a Patient Identity Feed. */
public enum Applied {
    /** The patient was not known before. */
    CREATED,
    UPDATED,
    /** The same message was taken over before. */
    REPEATED,
    /** The sender used the control id for another message: nothing changed. */
    CONTROL_ID_REUSED,
    /** One of the ids belongs to another patient, which only a merge could mend: nothing changed. */
    ID_OF_ANOTHER
}
