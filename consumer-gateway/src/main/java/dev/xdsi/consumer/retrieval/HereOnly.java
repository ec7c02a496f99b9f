package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.transaction.Caller;
import java.io.IOException;

/** A way of fetching that does not lead to other communities; it says so instead of looking for their images here. */
public record HereOnly(Abroad abroad, ImageFetch fetch) implements ImageFetch {
    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        if (abroad.gatewayTo(manifest).isPresent()) {
            throw new RetrievalException("The images of other communities come by rad69.");
        }
        fetch.fetch(manifest, caller, sink);
    }
}
