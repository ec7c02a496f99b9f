package dev.xdsi.audit;

/** EventActionCode. */
public enum EventAction {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    EXECUTE;

    String letter() {
        return name().substring(0, 1);
    }
}
