package dev.xdsi.consumer.viewer;

import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.ViewerDoor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What the viewer's origin offers, by the path at which each servlet is to be mounted. */
public final class Viewer {
    private static final String NOT_BUILT = "the viewer's files are missing from this build";

    private Viewer() {}

    /**
     * The viewer's servlets.
     *
     * @param dicomWeb virtual DICOMweb, unguarded; only who came in by the door sees it
     */
    public static Map<String, HttpServlet> servlets(ViewerDoor door, BrowserAddress portal, HttpServlet dicomWeb) {
        return Map.of(
                "/", new FilesServlet(portal),
                "/enter", new EnterServlet(door),
                "/ended", new Ended(),
                "/dicom-web/*", door.guarded(dicomWeb));
    }

    /** What keeps the viewer from working, if anything does. */
    public static Optional<String> problem() {
        return ViewerFile.at("/index.html").isPresent() ? Optional.empty() : Optional.of(NOT_BUILT);
    }

    /** Where the viewer's page leads when it is told to log in. */
    private static final class Ended extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ViewerHeaders.set(response);
            Notice.send(
                    response,
                    HttpServletResponse.SC_OK,
                    "Your session has ended. Please log in to the portal and open the study there again.");
        }
    }
}
