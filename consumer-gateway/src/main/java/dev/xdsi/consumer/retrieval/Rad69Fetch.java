package dev.xdsi.consumer.retrieval;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.manifest.ManifestSeries;
import dev.xdsi.model.XdsError;
import dev.xdsi.model.XdsError.Severity;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Delivery;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches by Retrieve Imaging Document Set [RAD-69], one request for each source that the manifest names. */
public final class Rad69Fetch implements ImageFetch {
    private static final Logger LOG = LoggerFactory.getLogger(Rad69Fetch.class);

    private final ImagingSources sources;
    private final Abroad abroad;
    private final List<String> transferSyntaxUIDs;

    /** @param transferSyntaxUIDs every encoding we can pass on, so that nothing is changed on the way */
    public Rad69Fetch(ImagingSources sources, Abroad abroad, List<String> transferSyntaxUIDs) {
        this.sources = sources;
        this.abroad = abroad;
        this.transferSyntaxUIDs = List.copyOf(transferSyntaxUIDs);
    }

    @Override
    public void fetch(Manifest manifest, Caller caller, InstanceSink sink) throws IOException {
        Arrival arrival = new Arrival(manifest, sink);
        var gateway = abroad.gatewayTo(manifest);
        if (gateway.isPresent()) {
            takeAll(gateway.get().perform(request(manifest, manifest.series()), caller), arrival);
            arrival.requireAll();
            return;
        }
        Map<ImagingSource, List<ManifestSeries>> bySource = new LinkedHashMap<>();
        for (ManifestSeries series : manifest.series()) {
            bySource.computeIfAbsent(sources.sourceOf(series), source -> new ArrayList<>())
                    .add(series);
        }
        for (Map.Entry<ImagingSource, List<ManifestSeries>> one : bySource.entrySet()) {
            RetrieveDocumentSetResponse response =
                    one.getKey().retrieveImagingDocumentSet().perform(request(manifest, one.getValue()), caller);
            takeAll(response, arrival);
        }
        arrival.requireAll();
    }

    private static void takeAll(RetrieveDocumentSetResponse response, Arrival arrival) throws IOException {
        try {
            for (RetrievedDocument document : response.documents()) {
                if (arrival.awaits(document.request().documentUniqueId())) {
                    take(document, response.delivery(), arrival);
                }
            }
        } catch (IOException | RuntimeException broken) {
            response.delivery().fail(broken);
            throw broken;
        }
        response.delivery().complete();
        List<XdsError> errors = response.errors().stream()
                .filter(error -> error.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new RetrievalException("The imaging source reports "
                    + errors.stream()
                            .map(error -> error.errorCode().name())
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }

    private static void take(RetrievedDocument document, Delivery delivery, Arrival arrival) throws IOException {
        try (InputStream part10 = document.content().open()) {
            arrival.take(part10, delivery);
        } catch (WrongInstanceException wrong) {
            // Those after it may be right; that this one is missing is told when all have come.
            LOG.debug("{} is missing", document.request().documentUniqueId(), wrong);
        }
    }

    private RetrieveImagingDocumentSetRequest request(Manifest manifest, List<ManifestSeries> series) {
        return new RetrieveImagingDocumentSetRequest(
                List.of(new StudyRequest(
                        manifest.studyInstanceUID(),
                        series.stream()
                                .map(one -> request(one, manifest.homeCommunityId()))
                                .toList())),
                transferSyntaxUIDs);
    }

    /** The Retrieve Location UID is the manifest's: the repository that held the manifest is another one. */
    private static SeriesRequest request(ManifestSeries series, @Nullable String home) {
        String location = String.valueOf(series.retrieveLocationUID());
        return new SeriesRequest(
                series.seriesInstanceUID(),
                series.instances().stream()
                        .map(instance -> new DocumentRequest(home, location, instance.sopInstanceUID()))
                        .toList());
    }
}
