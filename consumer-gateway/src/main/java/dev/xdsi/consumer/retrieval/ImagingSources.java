package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.ManifestSeries;
import java.util.Optional;

/**
 * The Imaging Document Sources that we know, by Retrieve Location UID. A Retrieve URL in a manifest is only a partner's word: requests
 * go to configured addresses alone, so that no manifest can make us call where it likes.
 */
@FunctionalInterface
public interface ImagingSources {
    Optional<ImagingSource> source(String retrieveLocationUID);

    default ImagingSource sourceOf(ManifestSeries series) throws RetrievalException {
        String location = series.retrieveLocationUID();
        if (location == null) {
            throw new RetrievalException(
                    "The manifest does not say where series " + series.seriesInstanceUID() + " is.");
        }
        return source(location)
                .orElseThrow(() -> new RetrievalException(
                        "The imaging source " + location + " is not known here; add it to consumer.imaging-sources."));
    }
}
