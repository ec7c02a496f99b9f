package dev.xdsi.consumer.studies;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.SeriesDescription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Studies without those that another manifest of the same repository tells as well: a source may publish one that lists a study and one
 * that also describes it, under the same formatCode (IHE RAD MADO). The one that says more is kept.
 */
final class DistinctStudies {
    private static final Comparator<SharedStudy> MOST_FIRST = Comparator.comparingInt(
                    (SharedStudy study) -> study.manifest().instanceCount())
            .thenComparing(study -> isDescribed(study.manifest()))
            .reversed();

    private DistinctStudies() {}

    /** In the order in which they were. */
    static List<SharedStudy> of(List<SharedStudy> studies) {
        Map<String, List<SharedStudy>> same = new LinkedHashMap<>();
        studies.forEach(study ->
                same.computeIfAbsent(place(study), place -> new ArrayList<>()).add(study));
        Set<String> superfluous = new HashSet<>();
        same.values().stream()
                .filter(several -> several.size() > 1)
                .forEach(several -> superfluous.addAll(superfluous(several)));
        return studies.stream()
                .filter(study -> !superfluous.contains(study.documentUniqueId()))
                .toList();
    }

    /** Whose telling of which study it is. */
    private static String place(SharedStudy study) {
        return study.studyInstanceUID() + " " + study.repositoryUniqueId() + " " + study.homeCommunityId();
    }

    private static Set<String> superfluous(List<SharedStudy> several) {
        Set<String> told = new HashSet<>();
        Set<String> superfluous = new HashSet<>();
        several.stream().sorted(MOST_FIRST).forEach(study -> {
            List<String> instances = study.manifest()
                    .instances()
                    .map(ManifestInstance::sopInstanceUID)
                    .toList();
            if (!told.isEmpty() && told.containsAll(instances)) {
                superfluous.add(study.documentUniqueId());
            }
            told.addAll(instances);
        });
        return superfluous;
    }

    private static boolean isDescribed(Manifest manifest) {
        return manifest.series().stream()
                .anyMatch(series -> !series.description().equals(SeriesDescription.NONE));
    }
}
