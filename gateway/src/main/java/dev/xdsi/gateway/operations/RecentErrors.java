package dev.xdsi.gateway.operations;

import dev.xdsi.audit.Attempt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last errors, the newest first. An attempt that broke is told here by whoever counts attempts, and a moment later by the log, with
 * the error id that the partner was given: both are one error.
 */
public final class RecentErrors {
    private static final int MOST = 50;
    private static final int MOST_CAUSES = 20;

    private final Deque<Remembered> last = new ArrayDeque<>();

    /**
     * One error.
     *
     * @param id by which it is found in the log; empty where the log says nothing of it
     * @param transaction by its number; empty for what belongs to none
     * @param place the actor, and the partner where one was called
     * @param sentence codes and kinds alone: the text of an error may quote a patient
     */
    public record Recent(Instant at, String id, String transaction, Attempt.Origin place, String sentence) {
        Recent known(String errorId) {
            return new Recent(at, errorId, transaction, place, sentence);
        }
    }

    private record Remembered(Recent error, @Nullable Throwable failure) {
        boolean isOf(Set<Throwable> causes) {
            return failure != null && causes.contains(failure);
        }
    }

    /** An attempt that failed, wholly or in part. */
    synchronized void failed(Attempt attempt, Instant at) {
        String sentence = Sentence.of(attempt);
        add(new Remembered(
                new Recent(at, "", attempt.exchange().transaction(), attempt.origin(), sentence), attempt.failure()));
    }

    /** An error of which the log has more, under this id if it has one. */
    public synchronized void logged(Instant at, String id, String words, @Nullable Throwable failure) {
        Set<Throwable> causes = causes(failure);
        if (last.stream().noneMatch(known -> known.isOf(causes))) {
            add(new Remembered(new Recent(at, id, "", new Attempt.Origin("", ""), words), null));
            return;
        }
        List<Remembered> all = last.stream()
                .map(known -> known.isOf(causes) ? new Remembered(known.error().known(id), null) : known)
                .toList();
        last.clear();
        last.addAll(all);
    }

    private void add(Remembered error) {
        last.addFirst(error);
        if (last.size() > MOST) {
            last.removeLast();
        }
    }

    /** These very objects, whatever they are equal to. */
    private static Set<Throwable> causes(@Nullable Throwable failure) {
        Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable cause = failure;
        while (cause != null && causes.size() < MOST_CAUSES && causes.add(cause)) {
            cause = cause.getCause();
        }
        return causes;
    }

    synchronized List<Recent> newestFirst() {
        return last.stream().map(Remembered::error).toList();
    }
}
