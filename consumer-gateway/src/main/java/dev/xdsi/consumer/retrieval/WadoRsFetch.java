package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Fetches by WADO-RS [RAD-107], the whole study from each source that the manifest names; what it does not name is left out. */
public final class WadoRsFetch implements ImageFetch {
    private final ImagingSources sources;
    private final Transaction<StudyAddress, InstanceStream> wadoRsRetrieve;

    public WadoRsFetch(ImagingSources sources, Transaction<StudyAddress, InstanceStream> wadoRsRetrieve) {
        this.sources = sources;
        this.wadoRsRetrieve = wadoRsRetrieve;
    }

    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        Arrival arrival = new Arrival(manifest, sink);
        Set<URI> bases = new LinkedHashSet<>();
        for (ManifestSeries series : manifest.series()) {
            bases.add(sources.sourceOf(series).wadoRs());
        }
        for (URI base : bases) {
            try (InstanceStream instances = wadoRsRetrieve.perform(new StudyAddress(base, manifest), caller)) {
                takeAll(instances, arrival);
            }
        }
        arrival.requireAll();
    }

    static void takeAll(InstanceStream instances, Arrival arrival) throws IOException {
        try {
            for (Optional<InputStream> next = instances.next(); next.isPresent(); next = instances.next()) {
                arrival.take(next.get(), instances.delivery());
            }
        } catch (IOException | RuntimeException broken) {
            instances.delivery().fail(broken);
            throw broken;
        }
    }
}
