package dev.xdsi.imaging.query;

/** A query that cannot be understood; the message says why and repeats nothing of its values. */
public final class UnacceptableQuery extends Exception {
    private static final long serialVersionUID = 1L;

    public UnacceptableQuery(String message) {
        super(message);
    }
}
