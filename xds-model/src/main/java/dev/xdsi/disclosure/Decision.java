package dev.xdsi.disclosure;

/** The answer of the consent decision point, with the reason for those who may know it; a denied caller never does. */
public sealed interface Decision {
    /** In words for the operator and the audit trail, without a patient's name. */
    String because();

    /** @param emergency only because a consent was overridden in an emergency, which is a security alert and reviewed */
    record Permitted(String because, boolean emergency) implements Decision {}

    record Denied(String because) implements Decision {}

    /** As good as denied to whoever asks; who can wait may ask again. */
    record Undecided(String because) implements Decision {}

    default boolean isPermitted() {
        return this instanceof Permitted;
    }
}
