package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.manifest.Manifest;
import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.portal.ApiBoundary;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.retrieval.ImagingSources;
import dev.xdsi.consumer.retrieval.MetadataStream;
import dev.xdsi.consumer.retrieval.RetrievalException;
import dev.xdsi.consumer.retrieval.StudyAddress;
import dev.xdsi.consumer.studies.FindStudies;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The servlet of virtual DICOMweb, to be mounted at {@code /dicom-web/*} behind the portal's door: QIDO-RS and WADO-RS (PS3.18 10.4, 10.6)
 * over the studies that the user of the session was shown.
 */
public final class DicomWeb extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ApiBoundary boundary;
    private final transient Supplier<UUID> ids;
    private final transient OpenedStudies studies;
    private final transient StudySearch search;
    private final transient ImageWays ways;
    private final transient SourceMetadata metadata;

    /** Where metadata of our own community come from. */
    public record MetadataOfSources(ImagingSources sources, Transaction<StudyAddress, MetadataStream> wadoRsMetadata) {}

    public DicomWeb(FindStudies findStudies, ImageWays ways, MetadataOfSources ofSources, Supplier<UUID> ids) {
        this.boundary = new ApiBoundary(ids);
        this.ids = ids;
        this.studies = new OpenedStudies(new RecentSearches(findStudies::of, System::nanoTime));
        this.search = new StudySearch(studies);
        this.ways = ways;
        this.metadata = new SourceMetadata(ofSources.sources(), ofSources.wadoRsMetadata());
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
        OpenStudy study = studies.study(request, path.study());
        List<Manifest> part = study.part(path.series(), path.instance());
        if (part.isEmpty()) {
            throw Refusals.notFound();
        }
        Caller caller = OpenedStudies.caller(request, study.patient());
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
                metadata(part, path, caller, new BulkDataLinks(base(request) + "/studies/" + path.study()), response);
            }
            case "" -> instances(part, path, caller, accepted, response);
            default -> throw Refusals.notFound();
        }
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

    private void metadata(
            List<Manifest> part, ResourcePath path, Caller caller, BulkDataLinks links, HttpServletResponse response)
            throws ApiRefusal, IOException {
        MetadataAnswer answer = new MetadataAnswer(response);
        for (Manifest one : part) {
            metadata.write(one, path.isOfInstance(), caller, links, answer);
        }
        if (answer.isEmpty()) {
            throw Refusals.notFound();
        }
        answer.finish();
    }

    private void instances(
            List<Manifest> part, ResourcePath path, Caller caller, AcceptedTypes accepted, HttpServletResponse response)
            throws ApiRefusal, IOException {
        InstancesAnswer answer =
                new InstancesAnswer(new MultipartAnswer(response, ids.get().toString()), accepted);
        for (Manifest one : part) {
            ways.to(one, path.isOfInstance()).fetch(one, caller, answer);
        }
        answer.finish();
    }

    /** The address of these services as the browser knows it. */
    private static String base(HttpServletRequest request) {
        String url = request.getRequestURL().toString();
        String path = request.getContextPath() + request.getServletPath();
        return url.substring(0, url.indexOf(path, url.indexOf("//") + 2) + path.length());
    }
}
