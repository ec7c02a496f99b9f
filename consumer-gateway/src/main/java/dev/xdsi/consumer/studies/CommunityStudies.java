package dev.xdsi.consumer.studies;

import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A patient's studies community by community: each is asked by a query of its own that names it ({@code AdhocQuery/@home}, ITI TF-2:
 * 3.18.4.1.3), all at once, so that nobody waits for the slowest.
 */
public final class CommunityStudies {
    private final FindStudies findStudies;
    private final Supplier<List<Community>> communities;

    /** @param communities who is there now; the list may change while patients are looked for */
    public CommunityStudies(FindStudies findStudies, Supplier<List<Community>> communities) {
        this.findStudies = findStudies;
        this.communities = communities;
    }

    /**
     * One who is asked.
     *
     * @param homeCommunityId nothing where there is but one community
     * @param name as people call it, empty for this one
     */
    public record Community(@Nullable String homeCommunityId, String name) {}

    /** What one community answered. */
    public record Answer(Community community, SharedStudies studies) {}

    /** Begins to ask. Whoever takes the answers must close the search. */
    public Search ask(PatientId patient, Caller caller) {
        return new Search(communities.get(), patient, caller);
    }

    private sealed interface Outcome {}

    private record Came(Answer answer) implements Outcome {}

    private record Broke(RuntimeException reason) implements Outcome {}

    /** A search while its answers come. */
    public final class Search implements AutoCloseable {
        private final List<Community> asked;
        private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        private final List<Thread> threads;
        private int taken;

        private Search(List<Community> asked, PatientId patient, Caller caller) {
            this.asked = List.copyOf(asked);
            this.threads = this.asked.stream()
                    .map(community -> Thread.ofVirtual()
                            .name("studies")
                            .start(() -> outcomes.add(outcome(community, patient, caller))))
                    .toList();
        }

        private Outcome outcome(Community community, PatientId patient, Caller caller) {
            try {
                return new Came(new Answer(community, findStudies.of(patient, community.homeCommunityId(), caller)));
            } catch (RuntimeException failed) {
                return new Broke(failed);
            }
        }

        public List<Community> asked() {
            return asked;
        }

        public boolean isComplete() {
            return taken == asked.size();
        }

        /** The next answer, in the order in which they come; nothing when none came in this time. */
        public Optional<Answer> next(Duration patience) throws InterruptedException {
            return switch (outcomes.poll(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                case null -> Optional.empty();
                case Came(Answer answer) -> {
                    taken++;
                    yield Optional.of(answer);
                }
                case Broke(RuntimeException reason) -> throw reason;
            };
        }

        /** Gives up what is still asked: an interrupted virtual thread gives up its socket. */
        @Override
        public void close() {
            threads.forEach(Thread::interrupt);
        }
    }
}
