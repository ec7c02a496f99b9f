package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Every way of fetching, and which one is taken when nobody chooses. */
public final class ImageFetches {
    private final Abroad abroad;
    private final Map<Via, ImageFetch> fetches;

    /** @param fetches one for each {@link Via} */
    public ImageFetches(Abroad abroad, Map<Via, ImageFetch> fetches) {
        this.abroad = abroad;
        this.fetches = new EnumMap<>(fetches);
    }

    public ImageFetch by(Via via) {
        return Objects.requireNonNull(fetches.get(via));
    }

    public ImageFetch preferred(Manifest manifest) {
        return by(abroad.gatewayTo(manifest).isPresent() ? Via.RAD_69 : Via.WADO_RS);
    }
}
