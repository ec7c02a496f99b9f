package dev.xdsi.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The last calls of one kind: how long each took, and how many there were in each of the last minutes. Bounded, whatever comes. */
final class Window {
    static final int MINUTES = 30;
    private static final int CALLS = 256;

    private final long[] nanos = new long[CALLS];
    private final Minute[] minutes = new Minute[MINUTES];
    private long calls;
    private long failures;

    /** What happened within one minute. */
    record Minute(long number, int calls, int failures) {
        Minute and(boolean failed) {
            return new Minute(number, calls + 1, failures + (failed ? 1 : 0));
        }
    }

    synchronized void add(Instant at, long took, boolean failed) {
        nanos[(int) (calls % CALLS)] = took;
        calls++;
        failures += failed ? 1 : 0;
        long number = minute(at);
        int place = (int) (number % MINUTES);
        Minute known = minutes[place];
        minutes[place] = (known != null && known.number() == number ? known : new Minute(number, 0, 0)).and(failed);
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long failures() {
        return failures;
    }

    /** The time, in milliseconds, within which so many of the last calls were done; zero when there were none. */
    synchronized double millis(double share) {
        int count = (int) Math.min(calls, CALLS);
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int place = Math.max(0, (int) Math.ceil(share * count) - 1);
        return Math.round(sorted[place] / 10_000.0) / 100.0;
    }

    /** The last minutes, the oldest first, the present one last. */
    synchronized List<Minute> minutes(Instant now) {
        long last = minute(now);
        List<Minute> found = new ArrayList<>(MINUTES);
        for (long number = last - MINUTES + 1; number <= last; number++) {
            Minute known = minutes[(int) (number % MINUTES)];
            found.add(known != null && known.number() == number ? known : new Minute(number, 0, 0));
        }
        return found;
    }

    private static long minute(Instant at) {
        return Math.max(MINUTES, at.getEpochSecond() / Duration.ofMinutes(1).toSeconds());
    }
}
