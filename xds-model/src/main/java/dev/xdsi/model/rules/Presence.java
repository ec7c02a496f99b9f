package dev.xdsi.model.rules;

/** How an attribute stands in Table 4.3.1-3 of ITI TF-3, and how often it may occur. */
enum Presence {
    /** R: exactly one. */
    ONE(1, 1),
    /** R: one or more. */
    SOME(1, Integer.MAX_VALUE),
    /** O or R2: at most one. */
    MAYBE(0, 1),
    /** O or R2: any number. */
    ANY(0, Integer.MAX_VALUE),
    /** X: none. */
    NONE(0, 0);

    private final int least;
    private final int most;

    Presence(int least, int most) {
        this.least = least;
        this.most = most;
    }

    boolean allows(int count) {
        return count >= least && count <= most;
    }

    String describe(int count) {
        if (most == 0) {
            return "must not be there";
        }
        return count < least ? "is required" : "occurs " + count + " times, but may occur only once";
    }
}
