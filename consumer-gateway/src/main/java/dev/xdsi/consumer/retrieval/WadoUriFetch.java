package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.net.URI;

/** Fetches by WADO-URI [RAD-55], instance by instance. */
public final class WadoUriFetch implements ImageFetch {
    private final ImagingSources sources;
    private final Transaction<ObjectAddress, InstanceStream> wadoRetrieve;

    public WadoUriFetch(ImagingSources sources, Transaction<ObjectAddress, InstanceStream> wadoRetrieve) {
        this.sources = sources;
        this.wadoRetrieve = wadoRetrieve;
    }

    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        Arrival arrival = new Arrival(manifest, sink);
        for (ManifestSeries series : manifest.series()) {
            URI base = sources.sourceOf(series).wadoUri();
            for (ManifestInstance instance : series.instances()) {
                ObjectAddress address =
                        new ObjectAddress(base, manifest.studyInstanceUID(), series.seriesInstanceUID(), instance);
                try (InstanceStream instances = wadoRetrieve.perform(address, caller)) {
                    WadoRsFetch.takeAll(instances, arrival);
                }
            }
        }
        arrival.requireAll();
    }
}
