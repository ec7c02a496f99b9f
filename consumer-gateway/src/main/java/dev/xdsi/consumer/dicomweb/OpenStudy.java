package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.consumer.studies.SharedStudy;
import dev.xdsi.model.PatientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One study as a user sees it.
 *
 * @param parts at least one: several manifests may tell of one study, each of some of its series
 */
record OpenStudy(PatientId patient, List<SharedStudy> parts) {
    OpenStudy {
        parts = List.copyOf(parts);
    }

    /** The studies found of a patient, each once, in the order of the newest first. */
    static Collection<OpenStudy> of(PatientId patient, List<SharedStudy> found) {
        Map<String, List<SharedStudy>> byUid = new LinkedHashMap<>();
        found.forEach(study -> byUid.computeIfAbsent(study.studyInstanceUID(), uid -> new ArrayList<>())
                .add(study));
        return byUid.values().stream()
                .map(parts -> new OpenStudy(patient, parts))
                .toList();
    }

    SharedStudy first() {
        return parts.getFirst();
    }

    String studyInstanceUID() {
        return first().studyInstanceUID();
    }

    List<String> modalities() {
        return parts.stream()
                .flatMap(part -> part.modalities().stream())
                .distinct()
                .toList();
    }

    /** All series, each once; an instance that two manifests name is of the first. */
    List<ManifestSeries> series() {
        return part(null, null).stream().flatMap(part -> part.series().stream()).toList();
    }

    /**
     * What belongs to the study, the series or the instance, in manifests that say where it is; empty when there is no such thing.
     *
     * @param seriesUID of one series, or null for all
     * @param instanceUID of one instance, or null for all
     */
    List<Manifest> part(@Nullable String seriesUID, @Nullable String instanceUID) {
        Set<String> seen = new HashSet<>();
        List<Manifest> manifests = new ArrayList<>();
        for (SharedStudy part : parts) {
            List<ManifestSeries> series = part.manifest().series().stream()
                    .filter(one -> seriesUID == null || seriesUID.equals(one.seriesInstanceUID()))
                    .map(one -> one.of(instances(one, instanceUID, seen)))
                    .filter(one -> !one.instances().isEmpty())
                    .toList();
            if (!series.isEmpty()) {
                manifests.add(new Manifest(
                        part.studyInstanceUID(), series, part.manifest().homeCommunityId()));
            }
        }
        return manifests;
    }

    private static List<ManifestInstance> instances(
            ManifestSeries series, @Nullable String instanceUID, Set<String> seen) {
        return series.instances().stream()
                .filter(one -> instanceUID == null || instanceUID.equals(one.sopInstanceUID()))
                .filter(one -> seen.add(one.sopInstanceUID()))
                .toList();
    }
}
