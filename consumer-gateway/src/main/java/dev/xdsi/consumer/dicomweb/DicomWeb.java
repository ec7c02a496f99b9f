package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.dicomweb.CachedImages.Asker;
import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.portal.ApiBoundary;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.StudiesStreamServlet;
import dev.xdsi.consumer.retrieval.ImagingSources;
import dev.xdsi.consumer.retrieval.MetadataStream;
import dev.xdsi.consumer.retrieval.RetrievalException;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.pixel.DrawingMaterials;
import dev.xdsi.dicom.pixel.RenderingRoom;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The servlet of virtual DICOMweb, to be mounted at {@code /dicom-web/*} behind the portal's door: QIDO-RS and WADO-RS (PS3.18 10.4, 10.6)
 * over the studies that the user of the session was shown.
 */
public final class DicomWeb extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FRAMES = "frames/";
    private static final String BULK_DATA = "bulkdata/";

    private final transient ApiBoundary boundary;
    private final transient Supplier<UUID> ids;
    private final transient OpenedStudies studies;
    private final transient StudySearch search;
    private final transient ImageWays ways;
    private final transient SourceMetadata metadata;
    private final transient InstanceCache cache;
    private final transient CachedImages images;
    private final transient RenderedImages rendered;

    /** Where metadata of our own community come from. */
    public record MetadataOfSources(ImagingSources sources, Transaction<StudyAddress, MetadataStream> wadoRsMetadata) {}

    /** @param folder for images that viewers look at, deleted now and when this is destroyed */
    public DicomWeb(
            FindStudies findStudies,
            ImageWays ways,
            MetadataOfSources ofSources,
            Path folder,
            DrawingMaterials materials,
            Supplier<UUID> ids) {
        this.boundary = new ApiBoundary(ids);
        this.ids = ids;
        this.studies = new OpenedStudies(new RecentSearches(findStudies::inCommunities, System::nanoTime));
        this.search = new StudySearch(studies);
        this.ways = ways;
        this.metadata = new SourceMetadata(ofSources.sources(), ofSources.wadoRsMetadata());
        this.cache = new InstanceCache(folder, InstanceCache.Limits.DEFAULT, System::nanoTime);
        RenderingRoom room = RenderingRoom.usual(materials);
        this.images = new CachedImages(cache, ways, room);
        this.rendered = new RenderedImages(images, room, ids);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boundary.passes(request, response, () -> {
            if (!request.getMethod().equals("GET")) {
                throw ApiRefusal.method("GET");
            }
            try {
                answer(request, response);
            } catch (PartnerException failed) {
                throw Refusals.of(failed);
            } catch (RetrievalException lost) {
                throw Refusals.badGateway(String.valueOf(lost.getMessage()));
            } catch (IOException broken) {
                throw Refusals.of(broken);
            }
        });
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        ResourcePath path = ResourcePath.of(request.getPathInfo());
        AcceptedTypes accepted = AcceptedTypes.parse(request.getHeader("Accept"));
        SearchAnswer found = new SearchAnswer(base(request));
        if (path.uids().isEmpty()) {
            if (!path.resource().equals("studies")) {
                throw Refusals.notFound();
            }
            requireJson(accepted);
            new MetadataAnswer(response).writeAll(search.studies(request, response, found));
            return;
        }
        Wanted wanted = wanted(path, request);
        OpenStudy study = wanted.study();
        switch (path.resource()) {
            case "series" -> {
                requireLevel(path.uids().size() == 1);
                requireJson(accepted);
                new MetadataAnswer(response).writeAll(search.series(request, response, study, found));
            }
            case "instances" -> {
                requireLevel(!path.isOfInstance());
                requireJson(accepted);
                new MetadataAnswer(response).writeAll(search.instances(request, response, study, found));
            }
            case "metadata" -> {
                requireJson(accepted);
                metadata(wanted, new BulkDataLinks(base(request) + "/studies/" + path.study()), response);
            }
            case "" -> instances(wanted, accepted, response);
            default -> {
                if (RenderedRequest.isFor(path.resource())) {
                    rendered.answer(wanted, RenderedRequest.of(path, request, accepted), request, response);
                } else {
                    ofImage(wanted, accepted, response);
                }
            }
        }
    }

    private Wanted wanted(ResourcePath path, HttpServletRequest request) throws ApiRefusal {
        OpenStudy study = studies.study(request, path.study());
        List<Manifest> part = study.part(path.series(), path.instance());
        if (part.isEmpty()) {
            throw Refusals.notFound();
        }
        Caller caller = OpenedStudies.caller(request, study.patient());
        return new Wanted(path, study, part, new Asker(PortalDoor.session(request), caller));
    }

    /** To be told what the portal's list was given, which its thumbnails and the viewer ask about next. */
    public StudiesStreamServlet.Listed listed() {
        return studies::listed;
    }

    /** The thumbnails of the portal's list of studies, to be mounted at {@code /api/thumbnails/*} behind the same door. */
    public HttpServlet thumbnails() {
        return new StudyThumbnails(
                (path, request, response) -> {
                    AcceptedTypes accepted = AcceptedTypes.parse(request.getHeader("Accept"));
                    rendered.answer(
                            wanted(path, request), RenderedRequest.of(path, request, accepted), request, response);
                },
                ids);
    }

    private static void requireLevel(boolean exists) throws ApiRefusal {
        if (!exists) {
            throw Refusals.notFound();
        }
    }

    private static void requireJson(AcceptedTypes accepted) throws ApiRefusal {
        if (!accepted.accepts(MetadataAnswer.DICOM_JSON) && !accepted.accepts("application/json")) {
            throw Refusals.notAcceptable("This is sent as application/dicom+json.");
        }
    }

    private void metadata(Wanted wanted, BulkDataLinks links, HttpServletResponse response)
            throws ApiRefusal, IOException {
        MetadataAnswer answer = new MetadataAnswer(response);
        for (Manifest part : wanted.part()) {
            if (ways.isAbroad(part)) {
                images.metadata(part, wanted.study(), wanted.asker(), links, answer);
            } else {
                metadata.write(
                        part, wanted.path().isOfInstance(), wanted.asker().caller(), links, answer);
            }
        }
        if (answer.isEmpty()) {
            throw Refusals.notFound();
        }
        answer.finish();
    }

    private void ofImage(Wanted wanted, AcceptedTypes accepted, HttpServletResponse response)
            throws ApiRefusal, IOException {
        String resource = wanted.path().resource();
        requireLevel(wanted.path().isOfInstance() && (resource.startsWith(FRAMES) || resource.startsWith(BULK_DATA)));
        DicomFile image = images.image(wanted.part().getFirst(), wanted.study(), wanted.asker());
        MultipartAnswer answer = new MultipartAnswer(response, ids.get().toString());
        if (resource.startsWith(FRAMES)) {
            images.frames(image, resource.substring(FRAMES.length()), accepted, answer);
        } else {
            images.bulkData(image, resource.substring(BULK_DATA.length()), accepted, answer);
        }
    }

    private void instances(Wanted wanted, AcceptedTypes accepted, HttpServletResponse response)
            throws ApiRefusal, IOException {
        InstancesAnswer answer =
                new InstancesAnswer(new MultipartAnswer(response, ids.get().toString()), accepted);
        for (Manifest one : wanted.part()) {
            ways.to(one, wanted.path().isOfInstance()).fetch(one, wanted.asker().caller(), answer);
        }
        answer.finish();
    }

    /** The address of these services as the browser knows it. */
    private static String base(HttpServletRequest request) {
        return BrowserAddress.origin(request) + request.getContextPath() + request.getServletPath();
    }

    @Override
    public void destroy() {
        cache.close();
    }
}
