package dev.xdsi.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Lets the first events of each minute through and counts the others: a stranger may fail as often as he likes. */
public final class FirstOfEachMinute {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final InstantSource clock;
    private Instant begun = Instant.EPOCH;
    private int inWindow;
    private long uncounted;

    /** @param most events of a minute that are let through */
    public FirstOfEachMinute(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Nothing when this event is one too many; else how many before it were, since the last that was not. */
    public synchronized OptionalLong next() {
        Instant now = clock.instant();
        if (now.isAfter(begun.plus(WINDOW)) || now.isBefore(begun)) {
            begun = now;
            inWindow = 0;
        }
        if (inWindow == most) {
            uncounted++;
            return OptionalLong.empty();
        }
        inWindow++;
        long others = uncounted;
        uncounted = 0;
        return OptionalLong.of(others);
    }

    /** What to add to the words of a record that stands for others too. */
    static String others(long count) {
        return count == 0 ? "" : " (" + count + " failures before this one were not recorded one by one)";
    }
}
