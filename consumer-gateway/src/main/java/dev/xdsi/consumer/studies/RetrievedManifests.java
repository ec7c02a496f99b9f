package dev.xdsi.consumer.studies;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestReader;
import dev.xdsi.consumer.retrieval.CountingStream;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The manifests of one answer to ITI-43, matched with the entries they were asked for by; closes the answer's delivery. */
final class RetrievedManifests {
    private static final Logger LOG = LoggerFactory.getLogger(RetrievedManifests.class);

    private final RetrieveDocumentSetResponse response;
    private final Map<String, ManifestEntry> missing = new LinkedHashMap<>();
    private final List<String> problems;
    private final List<SharedStudy> studies = new ArrayList<>();

    RetrievedManifests(RetrieveDocumentSetResponse response, List<ManifestEntry> entries, List<String> problems) {
        this.response = response;
        this.problems = problems;
        entries.forEach(entry -> missing.putIfAbsent(entry.request().documentUniqueId(), entry));
    }

    List<SharedStudy> read() {
        IOException failure = null;
        try {
            for (RetrievedDocument document : response.documents()) {
                IOException unreadable = read(document);
                failure = failure == null ? unreadable : failure;
            }
        } catch (RuntimeException broken) {
            response.delivery().fail(broken);
            throw broken;
        }
        close(failure);
        missing.keySet().forEach(uniqueId -> problems.add("The manifest " + uniqueId + " did not come."));
        return studies;
    }

    private void close(@Nullable IOException failure) {
        if (failure == null) {
            response.delivery().complete();
        } else {
            response.delivery().fail(failure);
        }
    }

    /** What was not asked for is not taken. */
    private @Nullable IOException read(RetrievedDocument document) {
        String uniqueId = document.request().documentUniqueId();
        ManifestEntry entry = missing.remove(uniqueId);
        if (entry == null) {
            return null;
        }
        try (CountingStream content = new CountingStream(document.content().open())) {
            List<Manifest> manifests = ManifestReader.read(content);
            content.drain();
            response.delivery().sent(uniqueId, content.count());
            manifests.forEach(manifest -> studies.add(entry.with(manifest)));
            return null;
        } catch (IOException unreadable) {
            LOG.warn("Manifest {} cannot be read", uniqueId, unreadable);
            problems.add("The manifest " + uniqueId + " cannot be read.");
            return unreadable;
        }
    }
}
