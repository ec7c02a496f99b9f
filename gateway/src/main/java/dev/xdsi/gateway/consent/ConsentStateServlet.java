package dev.xdsi.gateway.consent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.consumer.portal.ApiBoundary;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.QueryString;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.model.PatientId;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code GET /api/consent?patient=…}, for all users: how the patient shares images, as far as they may know. */
public final class ConsentStateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient States states;
    private final transient ApiBoundary boundary;
    private final transient ObjectMapper json = new ObjectMapper();

    /** What is told of a patient. */
    @FunctionalInterface
    public interface States {
        /** Where consent is no question. */
        States NOTHING = (patient, caller, mayBreakTheGlass) -> new ConsentState.Told(ConsentState.State.UNTOLD, null);

        ConsentState.Told of(PatientId patient, Caller caller, boolean mayBreakTheGlass);
    }

    public ConsentStateServlet(States states, Supplier<UUID> errorIds) {
        this.states = states;
        this.boundary = new ApiBoundary(errorIds);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boundary.passes(request, response, () -> {
            if (!request.getMethod().equals("GET")) {
                throw ApiRefusal.method("GET");
            }
            send(response, state(request));
        });
    }

    private ConsentState.Told state(HttpServletRequest request) throws ApiRefusal {
        PatientId patient = PatientId.parse(
                        QueryString.of(request).parameter("patient").orElse(""))
                .orElseThrow(() -> new ApiRefusal(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "A patient is written as identifier^^^&OID&ISO, for example 1234^^^&1.2.3.4&ISO."));
        Session session = PortalDoor.session(request);
        return states.of(
                patient,
                session.caller(PortalDoor.node(request), patient)
                        .orElseThrow(() -> new ApiRefusal(HttpServletResponse.SC_UNAUTHORIZED, "Please log in.")),
                session.mayBreakTheGlass());
    }

    private void send(HttpServletResponse response, ConsentState.Told told) throws IOException {
        ObjectNode answer = json.createObjectNode()
                .put("state", told.state().name())
                .put("since", told.since() == null ? null : told.since().toString());
        byte[] bytes = json.writeValueAsBytes(answer);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
