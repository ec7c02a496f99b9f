package dev.xdsi.imaging.publication.reports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of several reports stand: the last of each chain. Two that each claim the other's place both stand, for one of them must. */
final class Succession {
    private final Map<String, Set<String>> superseded = new LinkedHashMap<>();

    private Succession(List<ReportSource> sources) {
        Map<String, ReportSource> byKey = new LinkedHashMap<>();
        sources.forEach(source -> byKey.put(source.key(), source));
        sources.forEach(source -> superseded.put(source.key(), reached(source, byKey)));
    }

    /** Those that stand, each with all whose place it takes, directly or not. */
    static List<ReportSource> of(List<ReportSource> sources) {
        Succession succession = new Succession(sources);
        return sources.stream()
                .filter(source -> sources.stream().noneMatch(other -> succession.isAhead(other.key(), source.key())))
                .map(source -> new ReportSource(
                        source.key(), succession.behind(source.key()), source.said(), source.digest(), source.body()))
                .toList();
    }

    private static Set<String> reached(ReportSource from, Map<String, ReportSource> byKey) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(from.supersedes());
        while (!next.isEmpty()) {
            String key = next.removeFirst();
            ReportSource source = byKey.get(key);
            if (reached.add(key) && source != null) {
                next.addAll(source.supersedes());
            }
        }
        return reached;
    }

    private boolean isAhead(String key, String of) {
        return reaches(key, of) && !reaches(of, key);
    }

    private Set<String> behind(String key) {
        Set<String> behind = new HashSet<>(superseded.getOrDefault(key, Set.of()));
        behind.removeIf(other -> reaches(other, key));
        return behind;
    }

    private boolean reaches(String from, String to) {
        return superseded.getOrDefault(from, Set.of()).contains(to);
    }
}
