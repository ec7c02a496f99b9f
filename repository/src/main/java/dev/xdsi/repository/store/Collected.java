package dev.xdsi.repository.store;

/**
 * What a look for orphans came to.
 *
 * @param deposits that a dead process left unfinished
 * @param settled submissions whose documents were in doubt
 * @param contents without a document
 * @param kept of the settled submissions those that stay, because the registry has of their documents, or perhaps has
 */
public record Collected(int deposits, int settled, int contents, int kept) {
    /** It was not our turn, or there was nothing. */
    public static final Collected NOTHING = new Collected(0, 0, 0, 0);

    /** All that was looked at. */
    public int found() {
        return deposits + settled + contents;
    }

    /** All that is gone. */
    public int removed() {
        return found() - kept;
    }
}
