package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestInstance;
import java.util.LinkedHashSet;
import java.util.Set;

/** The instances of a manifest that have not arrived yet. An image that is lost must be noticed. */
final class ExpectedInstances {
    private final Set<String> missing = new LinkedHashSet<>();

    ExpectedInstances(Manifest manifest) {
        manifest.series()
                .forEach(series -> series.instances().stream()
                        .map(ManifestInstance::sopInstanceUID)
                        .forEach(missing::add));
    }

    /** Whether the instance is one of the manifest's that has not come before. */
    boolean arrived(String sopInstanceUID) {
        return missing.remove(sopInstanceUID);
    }

    void requireAll() throws RetrievalException {
        if (!missing.isEmpty()) {
            throw new RetrievalException(missing.size() + " of the manifest's instances did not come, among them "
                    + missing.iterator().next() + ".");
        }
    }
}
