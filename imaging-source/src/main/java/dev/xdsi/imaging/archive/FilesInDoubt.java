package dev.xdsi.imaging.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Files of which it is not known whether the index has them, for it failed while it committed. It is asked again when a commit that was under
 * way must have come to its end.
 */
final class FilesInDoubt {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** More are left to the next start. */
    private static final int MOST = 10_000;

    private static final int AT_ONCE = 20;

    private final Queue<Doubt> doubts = new ArrayDeque<>();

    private record Doubt(String name, Instant since) {}

    synchronized void add(String name, Instant now) {
        if (doubts.size() < MOST) {
            doubts.add(new Doubt(name, now));
        }
    }

    /** Some of those that can be asked about now, and are in doubt no more. */
    synchronized List<String> take(Instant now) {
        List<String> due = new ArrayList<>();
        for (Doubt next = doubts.peek();
                next != null
                        && due.size() < AT_ONCE
                        && !next.since().plus(PATIENCE).isAfter(now);
                next = doubts.peek()) {
            due.add(next.name());
            doubts.remove();
        }
        return due;
    }
}
