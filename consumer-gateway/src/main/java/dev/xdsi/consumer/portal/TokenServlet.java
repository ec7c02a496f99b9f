package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code POST /api/token} with {@code {"user", "password"}}: logs a program in. It sends the token back in
 * {@code Authorization: Bearer …} and ends the session by {@code DELETE /api/session}.
 */
final class TokenServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient PortalDoor door;

    TokenServlet(PortalDoor door, Supplier<UUID> errorIds) {
        super(errorIds, List.of("POST"));
        this.door = door;
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        Sessions.Started started = door.logIn(Credentials.of(RequestBody.read(request)), request);
        write(
                response,
                Map.of(
                        "token",
                        started.token(),
                        "until",
                        door.sessions().lastMoment(started.session()).toString()));
    }
}
