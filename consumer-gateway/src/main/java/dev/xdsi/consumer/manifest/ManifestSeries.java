package dev.xdsi.consumer.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series of a manifest and where its instances are.
 *
 * @param retrieveLocationUID (0040,E011), the repositoryUniqueId of RAD-69
 * @param retrieveURL (0008,1190), the base of WADO-RS
 */
public record ManifestSeries(
        String seriesInstanceUID,
        @Nullable String retrieveLocationUID,
        @Nullable String retrieveURL,
        List<ManifestInstance> instances) {
    public ManifestSeries {
        instances = List.copyOf(instances);
    }
}
