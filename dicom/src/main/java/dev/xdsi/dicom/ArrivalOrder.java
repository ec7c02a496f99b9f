package dev.xdsi.dicom;

/**
 * How much elements may arrive out of the order of their tags (PS3.5 7.1), which some devices do: each moves those behind it, and a data set in
 * which all do takes the square of their number.
 */
public final class ArrivalOrder {
    private static final long MOST_MOVES = 50_000_000;

    private long left = MOST_MOVES;

    /** Whether a data set, one of those that are read together, still takes this element. */
    public boolean admits(int tag, Attributes into) {
        left -= into.countFrom(tag);
        return left >= 0;
    }
}
