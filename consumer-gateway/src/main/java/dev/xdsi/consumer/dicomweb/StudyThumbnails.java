package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.portal.ApiBoundary;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.dicom.UniqueIdentifiers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/thumbnails/StudyInstanceUID}: the thumbnail of a study for the portal's list. That there is none to show is no error
 * there, and browsers would report it as one: it is answered with 204.
 */
final class StudyThumbnails extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StudyThumbnails.class);

    private final transient ApiBoundary boundary;
    private final transient Thumbnail thumbnail;

    /** The way to a thumbnail of DICOMweb. */
    @FunctionalInterface
    interface Thumbnail {
        void answer(ResourcePath path, HttpServletRequest request, HttpServletResponse response)
                throws ApiRefusal, IOException;
    }

    StudyThumbnails(Thumbnail thumbnail, Supplier<UUID> errorIds) {
        this.thumbnail = thumbnail;
        this.boundary = new ApiBoundary(errorIds);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boundary.passes(request, response, () -> {
            if (!request.getMethod().equals("GET")) {
                throw ApiRefusal.method("GET");
            }
            String uid = Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
            if (!UniqueIdentifiers.isValid(uid)) {
                throw Refusals.notFound();
            }
            try {
                thumbnail.answer(new ResourcePath(List.of(uid), "thumbnail"), request, response);
            } catch (ApiRefusal refusal) {
                if (refusal.status() != HttpServletResponse.SC_NOT_ACCEPTABLE) {
                    throw refusal;
                }
                nothing(response);
            } catch (PartnerException | IOException lost) {
                if (response.isCommitted()) {
                    throw lost;
                }
                LOG.warn("There is no thumbnail of a study, for its image did not come", lost);
                nothing(response);
            }
        });
    }

    private static void nothing(HttpServletResponse response) {
        response.resetBuffer();
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
