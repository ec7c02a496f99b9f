package dev.xdsi.imaging.partner;

/** Who may associate and store; an AE title that is called from anywhere proves nothing. */
public enum CallerRule {
    /** Those alone with whom it was agreed. */
    KNOWN,
    /** Whoever reaches the port. */
    ANY,
    /** The known, once it was agreed with anybody that he may store; until then whoever reaches the port. */
    ONCE_LISTED
}
