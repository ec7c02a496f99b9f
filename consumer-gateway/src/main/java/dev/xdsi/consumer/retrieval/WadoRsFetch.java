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

/** Fetches by WADO-RS [RAD-107], in larger or smaller parts, from each source that the manifest names; what it does not name is left out. */
public final class WadoRsFetch implements ImageFetch {
    private final ImagingSources sources;
    private final Level level;
    private final Transaction<StudyAddress, InstanceStream> wadoRsRetrieve;

    /** What is asked for at once. */
    public enum Level {
        STUDY,
        SERIES,
        INSTANCE
    }

    public WadoRsFetch(ImagingSources sources, Level level, Transaction<StudyAddress, InstanceStream> wadoRsRetrieve) {
        this.sources = sources;
        this.level = level;
        this.wadoRsRetrieve = wadoRsRetrieve;
    }

    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        Arrival arrival = new Arrival(manifest, sink);
        for (StudyAddress address : addresses(manifest)) {
            try (InstanceStream instances = wadoRsRetrieve.perform(address, caller)) {
                takeAll(instances, arrival);
            }
        }
        arrival.requireAll();
    }

    private Set<StudyAddress> addresses(Manifest manifest) throws RetrievalException {
        Set<StudyAddress> addresses = new LinkedHashSet<>();
        for (ManifestSeries series : manifest.series()) {
            URI base = sources.sourceOf(series).wadoRs();
            String uid = series.seriesInstanceUID();
            switch (level) {
                case STUDY -> addresses.add(new StudyAddress(base, manifest));
                case SERIES -> addresses.add(StudyAddress.series(base, manifest, uid));
                case INSTANCE ->
                    series.instances()
                            .forEach(instance -> addresses.add(
                                    StudyAddress.instance(base, manifest, uid, instance.sopInstanceUID())));
            }
        }
        return addresses;
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
