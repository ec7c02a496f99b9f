package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.retrieval.Abroad;
import dev.xdsi.consumer.retrieval.ImageFetch;

/**
 * How parts of studies come.
 *
 * @param series fetches whole series of our own community
 * @param instance fetches single instances of our own community
 * @param fromAbroad fetches whatever is of other communities
 */
public record ImageWays(Abroad abroad, ImageFetch series, ImageFetch instance, ImageFetch fromAbroad) {
    boolean isAbroad(Manifest part) {
        return abroad.gatewayTo(part).isPresent();
    }

    ImageFetch to(Manifest part, boolean ofInstance) {
        return isAbroad(part) ? fromAbroad : ofInstance ? instance : series;
    }
}
