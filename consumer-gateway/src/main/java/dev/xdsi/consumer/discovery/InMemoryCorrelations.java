package dev.xdsi.consumer.discovery;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.PatientId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Correlations} of this process, the least recently used of which go when there are too many. */
public final class InMemoryCorrelations implements Correlations {
    private final Map<Key, Correlation> remembered;

    private record Key(PatientId local, HomeCommunityId community) {}

    public InMemoryCorrelations(int most) {
        this.remembered = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Correlation> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public synchronized Optional<Correlation> find(PatientId local, HomeCommunityId community, Instant now) {
        return Optional.ofNullable(remembered.get(new Key(local, community)))
                .filter(correlation -> correlation.until().isAfter(now));
    }

    @Override
    public synchronized List<Correlation> withId(PatientId theirs, HomeCommunityId community, Instant now) {
        return remembered.values().stream()
                .filter(correlation -> correlation.community().equals(community)
                        && theirs.equals(correlation.theirs())
                        && correlation.until().isAfter(now))
                .limit(MOST)
                .toList();
    }

    @Override
    public synchronized void remember(Correlation correlation, Instant now) {
        remembered.put(new Key(correlation.local(), correlation.community()), correlation);
    }
}
