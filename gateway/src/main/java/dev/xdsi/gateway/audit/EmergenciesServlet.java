package dev.xdsi.gateway.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.audit.repository.AuditRecordStore;
import dev.xdsi.audit.repository.EmergencyOverride;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code GET /api/audit/emergencies?limit=N}: consents that were overridden in an emergency, newest first, to be reviewed: who, when,
 * whose, why. The look into them is itself recorded (DICOM PS3.15 A.5.3.2).
 */
public final class EmergenciesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;

    private final transient AuditRecordStore store;
    private final transient AuditTrail trail;
    private final transient Function<HttpServletRequest, Caller> readers;
    private final transient ObjectMapper json = new ObjectMapper();

    /** @param readers who looks, as the trail shall name them */
    public EmergenciesServlet(AuditRecordStore store, AuditTrail trail, Function<HttpServletRequest, Caller> readers) {
        this.store = store;
        this.trail = trail;
        this.readers = readers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String limit = Objects.requireNonNullElse(request.getParameter("limit"), "100");
        if (!limit.matches("[0-9]{1,6}")) {
            send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    json.createObjectNode().put("error", "limit is a number"));
            return;
        }
        trail.record(SystemEvents.auditLogUsed(readers.apply(request), request.getRequestURI()));
        ObjectNode answer = json.createObjectNode();
        ArrayNode list = answer.putArray("emergencies");
        store.ofType(EmergencyOverride.EVENT_TYPE, Math.clamp(Integer.parseInt(limit), 1, MOST)).stream()
                .map(EmergencyOverride::of)
                .flatMap(Optional::stream)
                .forEach(override -> describe(override, list.addObject()));
        send(response, HttpServletResponse.SC_OK, answer);
    }

    private static void describe(EmergencyOverride override, ObjectNode into) {
        into.put("id", override.number())
                .put("time", override.time())
                .put("user", override.user())
                .put("name", override.name())
                .put("patient", override.subject().patientId())
                .put("transaction", override.subject().transaction())
                .put("reason", override.subject().reason());
        ArrayNode purposes = into.putArray("purposesOfUse");
        override.purposesOfUse().forEach(purposes::add);
    }

    private void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
