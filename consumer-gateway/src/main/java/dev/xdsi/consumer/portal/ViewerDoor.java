package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lets users of the portal into the viewer, which is an origin of its own: with a ticket that the portal gave them, and then with a cookie
 * that opens nothing in the portal. It is the same session and ends with it.
 */
public final class ViewerDoor {
    private final Sessions sessions;
    private final ViewerTokens tokens;
    private final SessionCookie cookie;
    private final Supplier<UUID> errorIds;
    private final ApiBoundary boundary;

    ViewerDoor(Sessions sessions, boolean secure, PortalDoor.Surroundings surroundings, ApiBoundary boundary) {
        this.sessions = sessions;
        this.tokens = new ViewerTokens(sessions, surroundings.clock());
        this.cookie = SessionCookie.ofViewer(secure);
        this.errorIds = surroundings.uuids();
        this.boundary = boundary;
    }

    /** {@code POST /api/viewer-ticket} of the portal, to be guarded by the portal's door. */
    public HttpServlet tickets(BrowserAddress viewer) {
        return new ViewerTicketServlet(tokens, viewer, errorIds);
    }

    /** Exchanges a ticket for the cookie; false when the ticket is used, too old, or none. */
    public boolean exchange(String ticket, HttpServletResponse response) {
        Optional<String> token = tokens.exchange(ticket);
        token.ifPresent(value -> cookie.give(response, value));
        return token.isPresent();
    }

    /** This servlet, for users who came with a ticket. It may only read: there is nothing here by which a page could prove itself. */
    public HttpServlet guarded(HttpServlet servlet) {
        return new GuardedServlet(this::enter, servlet, boundary);
    }

    private void enter(HttpServletRequest request) throws ApiRefusal {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            throw ApiRefusal.method("GET, HEAD");
        }
        Session session = cookie.in(request).flatMap(tokens::find).orElseThrow(PortalDoor::unknown);
        if (session.caller(PortalDoor.node(request)).isEmpty()) {
            sessions.end(session);
            throw PortalDoor.unknown();
        }
        PortalDoor.remember(request, session);
    }
}
