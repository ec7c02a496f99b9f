package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.transaction.Caller;
import java.io.IOException;

/** One way of fetching every instance of a manifest. */
@FunctionalInterface
public interface ImageFetch {
    /**
     * Fetches all instances that the manifest names.
     *
     * @throws dev.xdsi.consumer.partner.PartnerException when a source does not answer
     * @throws RetrievalException when an instance did not come; it says which and why
     * @throws IOException when the sink fails or the connection breaks
     */
    void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException;
}
