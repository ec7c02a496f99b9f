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

    /** What became of asking one community. */
    public sealed interface Outcome {}

    /** What it answered. */
    public record Answer(Community community, SharedStudies studies) implements Outcome {}

    /** Something unexpected happened, which says nothing of the other communities. */
    public record Fault(Community community, RuntimeException reason) implements Outcome {}

    /** Begins to ask. Whoever takes the answers must close the search. */
    public Search ask(PatientId patient, Caller caller) {
        return new Search(communities.get(), patient, caller);
    }

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
                return new Answer(community, findStudies.of(patient, community.homeCommunityId(), caller));
            } catch (RuntimeException failed) {
                return new Fault(community, failed);
            }
        }

        public List<Community> asked() {
            return asked;
        }

        public boolean isComplete() {
            return taken == asked.size();
        }

        /** The next outcome, in the order in which they come; nothing when none came in this time. */
        public Optional<Outcome> next(Duration patience) throws InterruptedException {
            Optional<Outcome> next = Optional.ofNullable(outcomes.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
            if (next.isPresent()) {
                taken++;
            }
            return next;
        }

        /** Gives up what is still asked: an interrupted virtual thread gives up its socket. */
        @Override
        public void close() {
            threads.forEach(Thread::interrupt);
        }
    }
}
