package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xdsi.model.PatientId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code POST /api/session/emergency} with {@code {"patient", "reason"}}: states an emergency of one patient, for some minutes. */
final class EmergencyServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    EmergencyServlet(Supplier<UUID> errorIds) {
        super(errorIds, List.of("POST"));
    }

    @Override
    void answer(HttpServletRequest request, HttpServletResponse response) throws ApiRefusal, IOException {
        JsonNode body = RequestBody.read(request);
        PatientId patient = patient(RequestBody.text(body, "patient"));
        Session session = PortalDoor.session(request);
        Optional<LogIn.Refused> refused =
                session.emergency(patient, RequestBody.text(body, "reason"), PortalDoor.node(request));
        if (refused.isPresent()) {
            throw new ApiRefusal(HttpServletResponse.SC_FORBIDDEN, refused.get().sentence());
        }
        write(response, SessionView.of(session));
    }
}
