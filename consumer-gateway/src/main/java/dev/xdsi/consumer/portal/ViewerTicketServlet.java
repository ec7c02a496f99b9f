package dev.xdsi.consumer.portal;

import dev.xdsi.dicom.UniqueIdentifiers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code POST /api/viewer-ticket} with {@code {"study"}}: a ticket for the viewer, and the address to which the browser carries it.
 */
final class ViewerTicketServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient ViewerTokens tokens;
    private final transient BrowserAddress viewer;

    ViewerTicketServlet(ViewerTokens tokens, BrowserAddress viewer, Supplier<UUID> errorIds) {
        super(errorIds, List.of("POST"));
        this.tokens = tokens;
        this.viewer = viewer;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        String study = RequestBody.text(RequestBody.read(request), "study");
        if (!UniqueIdentifiers.isValid(study)) {
            throw new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, "A study is named by its Study Instance UID.");
        }
        String ticket = tokens.ticket(PortalDoor.session(request));
        write(
                response,
                Map.of("ticket", ticket, "url", viewer.at(request, "enter?ticket=" + ticket + "&study=" + study)));
    }
}
