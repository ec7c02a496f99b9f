package dev.xdsi.repository.store;

/** Lasts for so many steps. Once it is off nothing happens any more, also not in a finally. */
public final class Power {
    private int left;
    private int taken;

    public Power(int steps) {
        this.left = steps;
    }

    void step() {
        if (left == 0) {
            throw new Cut();
        }
        left--;
        taken++;
    }

    /** How many steps it lasted. */
    public int taken() {
        return taken;
    }

    /** Whether it went off before the last step. */
    public boolean isOff() {
        return left == 0;
    }

    /** Not an Exception, so that no handling of failures sees it. */
    public static final class Cut extends Error {
        private static final long serialVersionUID = 1;
    }
}
