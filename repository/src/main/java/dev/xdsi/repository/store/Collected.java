package dev.xdsi.repository.store;

/**
 * What a look for orphans came to.
 *
 * @param deposits that a dead process left unfinished
 * @param settled submissions whose documents were in doubt
 * @param contents without a document
 */
public record Collected(int deposits, int settled, int contents) {
    /** It was not our turn, or there was nothing. */
    public static final Collected NOTHING = new Collected(0, 0, 0);
}
