package dev.xdsi.audit;

/** Who counts attempts at transactions. It must be quick, and it never fails: the answer waits for it. */
@FunctionalInterface
public interface Attempts {
    /** Where nobody counts. */
    Attempts UNCOUNTED = attempt -> {};

    /** One attempt has ended, with the last byte of its answer where that streams. */
    void made(Attempt attempt);
}
