package dev.xdsi.imaging.rad107;

import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StudyPart;
import dev.xdsi.imaging.dicomweb.BulkDataAnswer;
import dev.xdsi.imaging.dicomweb.Exchange;
import dev.xdsi.imaging.dicomweb.FramesAnswer;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.InstanceAnswer;
import dev.xdsi.imaging.dicomweb.MetadataAnswer;
import dev.xdsi.imaging.dicomweb.Pictures;
import dev.xdsi.imaging.dicomweb.Refused;
import dev.xdsi.imaging.dicomweb.RenderedAnswer;
import dev.xdsi.imaging.dicomweb.StudyPath;
import dev.xdsi.imaging.dicomweb.StudyPath.Resource;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** WADO-RS over HTTP (PS3.18 10.4): instances, metadata, bulk data, frames and pictures, each streamed, and on record by what left. */
public final class WadoRsRetrieveEndpoint {
    private final Transaction<WadoRsRequest, WadoRsResponse> retrieve;
    private final Resources resources;
    private final Callers callers;
    private final Supplier<UUID> boundaries;

    /**
     * What answers are made of.
     *
     * @param base of the DICOMweb resources as others reach them
     */
    public record Resources(InstanceArchive archive, Pictures pictures, URI base) {}

    public WadoRsRetrieveEndpoint(
            Transaction<WadoRsRequest, WadoRsResponse> retrieve,
            Resources resources,
            Callers callers,
            Supplier<UUID> boundaries) {
        this.retrieve = retrieve;
        this.resources = resources;
        this.callers = callers;
        this.boundaries = boundaries;
    }

    public void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            retrieve(request, response);
        } catch (InstanceUnavailable elsewhere) {
            if (response.isCommitted()) {
                throw elsewhere;
            }
            response.setHeader("ETag", null);
            HttpRefusal.of(elsewhere).send(request, response);
        }
    }

    private void retrieve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        Optional<StudyPath> path = StudyPath.parse(request.getPathInfo());
        if (path.isEmpty()) {
            HttpRefusal.NOT_FOUND.send(request, response);
            return;
        }
        Exchange exchange = new Exchange(request, response);
        StudyPart part = path.get().part();
        InstanceAnswer instances = new InstanceAnswer(exchange, part.sopInstance() != null);
        boolean whole = path.get().resource() instanceof Resource.Instances;
        WadoRsRequest wanted = switch (path.get().resource()) {
            case Resource.Instances ignored ->
                new WadoRsRequest(
                        part, instances::syntaxes, exchange.mayEndWithoutBody() ? instances::endsWithoutBody : null);
            // What of them is sent, and so must be here, is chosen below.
            default -> WadoRsRequest.described(part);
        };
        WadoRsResponse found = retrieve.perform(wanted, caller.get());
        try (OpenDelivery delivery = new OpenDelivery(found.delivery())) {
            try {
                if (found.instances().isEmpty()) {
                    throw new Refused(refusal(found));
                }
                if (whole) {
                    instances.send(found.instances(), found.unacceptable(), delivery, boundaries.get());
                } else {
                    answer(exchange, path.get(), found, delivery);
                }
            } catch (Refused refused) {
                refused.refusal().send(exchange, delivery);
            } catch (IOException | RuntimeException broken) {
                if (!response.isCommitted()) {
                    delivery.takeBack();
                    if (broken.getCause() instanceof InstanceUnavailable elsewhere) {
                        throw elsewhere;
                    }
                }
                throw broken;
            }
        }
    }

    private static HttpRefusal refusal(WadoRsResponse found) {
        return found.isUnknown()
                ? HttpRefusal.NOT_FOUND
                : HttpRefusal.notAcceptable(
                        "These instances are sent as multipart/related; type=\"application/dicom\"; transfer-syntax=*, one alone as"
                                + " application/dicom too, and in the transfer syntax in which they were received or, where they can be"
                                + " decoded, uncompressed.");
    }

    private void answer(Exchange exchange, StudyPath path, WadoRsResponse response, OpenDelivery delivery)
            throws Refused, IOException {
        InstanceArchive archive = resources.archive();
        List<SentInstance> found = response.instances();
        FramesAnswer frames =
                new FramesAnswer(exchange, archive, resources.pictures().room());
        BulkDataAnswer bulkData = new BulkDataAnswer(exchange, archive, resources.base(), frames);
        RenderedAnswer pictures = new RenderedAnswer(exchange, resources.pictures(), response.given());
        UUID boundary = boundaries.get();
        switch (path.resource()) {
            case Resource.Instances ignored -> throw new IllegalStateException("instances are sent otherwise");
            case Resource.Metadata ignored ->
                new MetadataAnswer(exchange, archive, resources.base()).send(found, delivery, boundary);
            case Resource.Rendered(List<Integer> numbers) -> pictures.rendered(found, numbers, delivery, boundary);
            case Resource.Thumbnail(List<Integer> numbers) -> pictures.thumbnail(found, numbers, delivery);
            case Resource.AllBulkData(boolean pixelsOnly) -> bulkData.sendAll(found, pixelsOnly, delivery, boundary);
            case Resource.BulkData(String where) ->
                bulkData.send(found.getFirst().instance(), where, delivery, boundary);
            case Resource.Frames(List<Integer> numbers) ->
                frames.send(found.getFirst().instance(), numbers, delivery, boundary);
        }
    }
}
