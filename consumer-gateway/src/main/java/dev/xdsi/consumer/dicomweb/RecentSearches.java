package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.Session;
import dev.xdsi.consumer.studies.SharedStudies;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a patient a moment ago, for the same user in the same session: a viewer asks hundreds of times for one study, and
 * the registry need not answer each time. After that moment it is asked again, so that what is withdrawn is soon gone.
 */
final class RecentSearches {
    static final Duration MOMENT = Duration.ofSeconds(20);
    /** A partner that failed is asked again sooner. */
    static final Duration MOMENT_OF_PROBLEMS = Duration.ofSeconds(2);

    private final Search search;
    private final LongSupplier nanoTime;
    private final Map<Key, Memo> memos = new ConcurrentHashMap<>();

    /** Finds a patient's studies in these communities, or in all when none is named. */
    @FunctionalInterface
    interface Search {
        SharedStudies in(Set<String> homes, PatientId patient, Caller caller);
    }

    /** The user with his purpose: an emergency that was just stated is another question. */
    private record Key(Session session, PatientId patient, Set<String> homes, Caller.@Nullable User user) {}

    RecentSearches(Search search, LongSupplier nanoTime) {
        this.search = search;
        this.nanoTime = nanoTime;
    }

    SharedStudies of(Session session, PatientId patient, Set<String> homes, Caller caller) {
        memos.values().removeIf(Memo::isForgotten);
        return memos.computeIfAbsent(new Key(session, patient, homes, caller.user()), key -> new Memo())
                .studies(() -> search.in(homes, patient, caller));
    }

    /** What was found by another way a moment ago. Who waits for an answer that is on its way gets that one. */
    void remember(Session session, PatientId patient, Set<String> homes, Caller caller, SharedStudies found) {
        memos.values().removeIf(Memo::isForgotten);
        memos.put(new Key(session, patient, homes, caller.user()), new Memo(found));
    }

    /** Of one question; who asks it while it is being asked waits for the same answer. */
    private final class Memo {
        private @Nullable SharedStudies found;
        private long since = nanoTime.getAsLong();
        private volatile boolean asking = true;

        Memo() {}

        Memo(SharedStudies found) {
            this.found = found;
            this.asking = false;
        }

        synchronized SharedStudies studies(Supplier<SharedStudies> question) {
            SharedStudies known = found;
            if (known != null && !isOld(known)) {
                return known;
            }
            asking = true;
            try {
                SharedStudies fresh = question.get();
                since = nanoTime.getAsLong();
                found = fresh;
                return fresh;
            } finally {
                asking = false;
            }
        }

        private boolean isOld(SharedStudies known) {
            Duration moment = known.problems().isEmpty() ? MOMENT : MOMENT_OF_PROBLEMS;
            return nanoTime.getAsLong() - since > moment.toNanos();
        }

        boolean isForgotten() {
            return !asking && nanoTime.getAsLong() - since > MOMENT.toNanos();
        }
    }
}
