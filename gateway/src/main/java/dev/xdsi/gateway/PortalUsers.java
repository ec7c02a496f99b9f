package dev.xdsi.gateway;

import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Users of the portal as callers of an actor's own resource, behind the portal's door. */
final class PortalUsers implements Callers {
    @Override
    public Optional<Caller> of(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> user = PortalDoor.session(request)
                .caller(Callers.of(request, Caller.ANONYMOUS).node());
        if (user.isEmpty()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
        return user;
    }
}
