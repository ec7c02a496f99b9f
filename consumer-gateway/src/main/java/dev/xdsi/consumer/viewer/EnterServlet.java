package dev.xdsi.consumer.viewer;

import dev.xdsi.consumer.portal.ViewerDoor;
import dev.xdsi.dicom.UniqueIdentifiers;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** {@code GET /enter?ticket=…&study=…}: exchanges the portal's ticket for the viewer's cookie and opens the study. */
final class EnterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ViewerDoor door;

    EnterServlet(ViewerDoor door) {
        this.door = door;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ViewerHeaders.set(response);
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String study = Objects.requireNonNullElse(request.getParameter("study"), "");
        String ticket = Objects.requireNonNullElse(request.getParameter("ticket"), "");
        if (!UniqueIdentifiers.isValid(study)) {
            Notice.send(response, HttpServletResponse.SC_BAD_REQUEST, "The address does not name a study.");
        } else if (!isWholePage(request) || !door.exchange(ticket, response)) {
            Notice.send(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "This address has been used already, or is too old. Please open the study in the portal again.");
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/viewer?StudyInstanceUIDs=" + study);
        }
    }

    /** Browsers say what they ask for: a ticket is not for what another page has embedded. */
    private static boolean isWholePage(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination == null || destination.equals("document");
    }
}
