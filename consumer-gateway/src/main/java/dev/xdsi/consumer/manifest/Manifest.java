package dev.xdsi.consumer.manifest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study shared by XDS-I consists of (RAD TF-3: 4.68.4.1.2.1).
 *
 * @param description what it says of the study itself
 * @param homeCommunityId the community that shares it, where its entry names one
 */
public record Manifest(
        String studyInstanceUID,
        List<ManifestSeries> series,
        StudyDescription description,
        @Nullable String homeCommunityId) {
    public Manifest {
        series = List.copyOf(series);
    }

    /** One that describes nothing. */
    public Manifest(String studyInstanceUID, List<ManifestSeries> series, @Nullable String homeCommunityId) {
        this(studyInstanceUID, series, StudyDescription.NONE, homeCommunityId);
    }

    public Manifest(String studyInstanceUID, List<ManifestSeries> series) {
        this(studyInstanceUID, series, null);
    }

    /** The same as an entry of that community leads to it. */
    public Manifest in(@Nullable String home) {
        return new Manifest(studyInstanceUID, series, description, home);
    }

    public Stream<ManifestInstance> instances() {
        return series.stream().flatMap(one -> one.instances().stream());
    }

    public int instanceCount() {
        return series.stream().mapToInt(one -> one.instances().size()).sum();
    }

    /** How many of these instances there are of each SOP class, for those that the manifest names. */
    public Map<String, Integer> countBySopClass(Set<String> sopInstanceUIDs) {
        return instances()
                .filter(instance -> sopInstanceUIDs.contains(instance.sopInstanceUID()))
                .collect(Collectors.toMap(ManifestInstance::sopClassUID, instance -> 1, Integer::sum));
    }
}
