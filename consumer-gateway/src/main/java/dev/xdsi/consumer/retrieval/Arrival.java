package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import dev.xdsi.transaction.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The arrival of a manifest's instances: each once, none that it does not name, and one that is lost is noticed. */
final class Arrival {
    private final Set<String> missing;
    private final InstanceSink sink;

    Arrival(Manifest manifest, InstanceSink sink) {
        this.missing = manifest.instances()
                .map(ManifestInstance::sopInstanceUID)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.sink = sink;
    }

    /** Whether the instance is still to come. */
    boolean awaits(String sopInstanceUID) {
        return missing.contains(sopInstanceUID);
    }

    /** Passes on an instance that is still to come, and tells the delivery when it has come whole. */
    void take(InputStream part10, Delivery delivery) throws IOException {
        Part10Header instance = Part10Header.of(part10);
        if (awaits(instance.sopInstanceUID())) {
            CountingStream counted = new CountingStream(instance.file());
            sink.accept(instance.sopInstanceUID(), counted);
            counted.drain();
            missing.remove(instance.sopInstanceUID());
            delivery.sent(instance.sopInstanceUID(), counted.count());
        }
    }

    void requireAll() throws RetrievalException {
        if (!missing.isEmpty()) {
            throw new RetrievalException(missing.size() + " of the study's images did not come, among them "
                    + missing.iterator().next() + ".");
        }
    }
}
