package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.model.XdsError;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.iti43.DocumentRequest;
import dev.xdsi.transaction.iti43.RetrieveDocumentSetResponse;
import dev.xdsi.transaction.iti43.RetrievedDocument;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.SeriesRequest;
import dev.xdsi.transaction.rad69.RetrieveImagingDocumentSetRequest.StudyRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fetches by Retrieve Imaging Document Set [RAD-69], one request for each source that the manifest names. */
public final class Rad69Fetch implements ImageFetch {
    private final ImagingSources sources;
    private final List<String> transferSyntaxUIDs;

    /** @param transferSyntaxUIDs every encoding we can pass on, so that nothing is changed on the way */
    public Rad69Fetch(ImagingSources sources, List<String> transferSyntaxUIDs) {
        this.sources = sources;
        this.transferSyntaxUIDs = List.copyOf(transferSyntaxUIDs);
    }

    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        ExpectedInstances expected = new ExpectedInstances(manifest);
        Map<ImagingSource, List<ManifestSeries>> bySource = new LinkedHashMap<>();
        for (ManifestSeries series : manifest.series()) {
            bySource.computeIfAbsent(sources.sourceOf(series), source -> new ArrayList<>())
                    .add(series);
        }
        for (Map.Entry<ImagingSource, List<ManifestSeries>> one : bySource.entrySet()) {
            RetrieveDocumentSetResponse response = one.getKey()
                    .retrieveImagingDocumentSet()
                    .perform(request(manifest.studyInstanceUID(), one.getValue()), caller);
            deliver(response, expected, sink);
        }
        expected.requireAll();
    }

    private static void deliver(RetrieveDocumentSetResponse response, ExpectedInstances expected, InstanceSink sink)
            throws IOException {
        try {
            for (RetrievedDocument document : response.documents()) {
                String uid = document.request().documentUniqueId();
                if (expected.arrived(uid)) {
                    try (InputStream part10 = document.content().open()) {
                        sink.accept(uid, part10);
                    }
                    response.delivery().sent(uid, Math.max(0, document.content().length()));
                }
            }
            response.delivery().complete();
        } catch (IOException | RuntimeException broken) {
            response.delivery().fail(broken);
            throw broken;
        }
        if (!response.errors().isEmpty()) {
            throw new RetrievalException("The imaging source reports "
                    + response.errors().stream()
                            .map(Rad69Fetch::words)
                            .distinct()
                            .collect(Collectors.joining("; "))
                    + ".");
        }
    }

    private static String words(XdsError error) {
        return error.errorCode() + " (" + error.codeContext() + ")";
    }

    private RetrieveImagingDocumentSetRequest request(String studyInstanceUID, List<ManifestSeries> series) {
        return new RetrieveImagingDocumentSetRequest(
                List.of(new StudyRequest(
                        studyInstanceUID,
                        series.stream().map(Rad69Fetch::request).toList())),
                transferSyntaxUIDs);
    }

    private static SeriesRequest request(ManifestSeries series) {
        String location = String.valueOf(series.retrieveLocationUID());
        return new SeriesRequest(
                series.seriesInstanceUID(),
                series.instances().stream()
                        .map(instance -> new DocumentRequest(null, location, instance.sopInstanceUID()))
                        .toList());
    }
}
