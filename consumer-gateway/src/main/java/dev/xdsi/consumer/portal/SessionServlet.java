package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code /api/session}: POST {@code {"user", "password"}} logs a browser in and gives it a cookie, GET tells who is logged in, DELETE
 * logs out. {@code GET ?optional} takes it for an answer that nobody is.
 */
final class SessionServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient PortalDoor door;

    SessionServlet(PortalDoor door, Supplier<UUID> errorIds) {
        super(errorIds, List.of("GET", "POST", "DELETE"));
        this.door = door;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        switch (request.getMethod()) {
            case "POST" -> {
                Sessions.Started started = door.logIn(Credentials.of(RequestBody.read(request)), request);
                SessionToken.give(response, started.token(), door.secure());
                write(response, SessionView.of(started.session()));
            }
            case "DELETE" -> {
                door.logOut(request);
                SessionToken.takeBack(response, door.secure());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> tell(request, response);
        }
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        boolean optional = QueryString.of(request).parameter("optional").isPresent();
        try {
            door.enter(request);
        } catch (ApiRefusal nobody) {
            if (!optional) {
                throw nobody;
            }
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        write(response, SessionView.of(PortalDoor.session(request)));
    }
}
