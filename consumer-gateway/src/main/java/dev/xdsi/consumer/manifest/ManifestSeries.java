package dev.xdsi.consumer.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series of a manifest, where its instances are, and how it is described.
 *
 * @param retrieveLocationUID (0040,E011), the repositoryUniqueId of RAD-69
 * @param retrieveURL (0008,1190), the base of WADO-RS
 */
public record ManifestSeries(
        String seriesInstanceUID,
        @Nullable String retrieveLocationUID,
        @Nullable String retrieveURL,
        SeriesDescription description,
        List<ManifestInstance> instances) {
    public ManifestSeries {
        instances = List.copyOf(instances);
    }

    public ManifestSeries(
            String seriesInstanceUID,
            @Nullable String retrieveLocationUID,
            @Nullable String retrieveURL,
            List<ManifestInstance> instances) {
        this(seriesInstanceUID, retrieveLocationUID, retrieveURL, SeriesDescription.NONE, instances);
    }

    /** The same with only these of its instances. */
    public ManifestSeries of(List<ManifestInstance> some) {
        return new ManifestSeries(seriesInstanceUID, retrieveLocationUID, retrieveURL, description, some);
    }
}
