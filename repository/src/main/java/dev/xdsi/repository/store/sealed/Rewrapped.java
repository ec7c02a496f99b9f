package dev.xdsi.repository.store.sealed;

/**
 * What bringing contents to the current master key came to.
 *
 * @param wrapped whose keys were wrapped by a former master key and now are by the current one
 * @param encrypted that were plain, for they came before there was encryption
 * @param current that were so already
 * @param failed that are as they were
 */
public record Rewrapped(long wrapped, long encrypted, long current, long failed) {
    static final Rewrapped NOTHING = new Rewrapped(0, 0, 0, 0);

    /** How many contents were looked at. */
    public long all() {
        return wrapped + encrypted + current + failed;
    }

    Rewrapped plus(Rewrapped other) {
        return new Rewrapped(
                wrapped + other.wrapped, encrypted + other.encrypted, current + other.current, failed + other.failed);
    }
}
