package dev.xdsi.imaging.archive;

import java.time.Instant;

/**
 * How an instance comes in.
 *
 * @param reentered that nobody sent it: its file lies here since somebody did, and whoever rejected it since then still rejects it
 */
public record Arrival(Instant at, boolean reentered) {
    /** By somebody who wants it kept from now on. */
    public static Arrival sent(Instant at) {
        return new Arrival(at, false);
    }
}
