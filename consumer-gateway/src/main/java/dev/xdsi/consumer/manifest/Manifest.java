package dev.xdsi.consumer.manifest;

import java.util.List;

/** What a study shared by XDS-I consists of (RAD TF-3: 4.68.4.1.2.1). */
public record Manifest(String studyInstanceUID, List<ManifestSeries> series) {
    public Manifest {
        series = List.copyOf(series);
    }

    public int instanceCount() {
        return series.stream().mapToInt(one -> one.instances().size()).sum();
    }
}
