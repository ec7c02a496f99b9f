package dev.xdsi.gateway.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.audit.repository.AuditContent;
import dev.xdsi.audit.repository.AuditRecord;
import dev.xdsi.audit.repository.AuditRecordStore;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.consumer.portal.Session;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/**
 * {@code GET /api/audit?after=NUMBER&limit=N}: the records of the Audit Record Repository as JSON, oldest first; the newest when
 * {@code after} is negative; with {@code messages=true} each as it was received too. Behind the portal's door. Each look into the
 * trail is itself recorded (DICOM PS3.15 A.5.3.2), and one look goes on for as long as its session asks for what comes next.
 */
public final class AuditTrailServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 1000;

    private final transient AuditRecordStore store;
    private final transient AuditTrail trail;
    private final transient ObjectMapper json = new ObjectMapper();

    /** How far the look of each session has come; who followed the trail and were recorded each time would never see its end. */
    private final transient Map<Session, Long> looks = Collections.synchronizedMap(new WeakHashMap<>());

    public AuditTrailServlet(AuditRecordStore store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** Who looks into the trail: the administrator whom the portal's door let in. */
    public static Caller reader(HttpServletRequest request) {
        Caller.Node node = Callers.of(request, Caller.ANONYMOUS).node();
        return PortalDoor.session(request).caller(node).orElse(new Caller(node, null));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long after;
        int limit;
        try {
            after = Long.parseLong(Objects.requireNonNullElse(request.getParameter("after"), "-1"));
            limit = Math.clamp(
                    Integer.parseInt(Objects.requireNonNullElse(request.getParameter("limit"), "100")), 1, MOST);
        } catch (NumberFormatException malformed) {
            send(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    json.createObjectNode().put("error", "after and limit are whole numbers"));
            return;
        }
        Session session = PortalDoor.session(request);
        if (!Long.valueOf(after).equals(looks.get(session))) {
            trail.record(SystemEvents.auditLogUsed(reader(request), request.getRequestURI()));
        }
        List<AuditRecord.Stored> records = after < 0 ? store.newest(limit).reversed() : store.after(after, limit);
        looks.put(
                session,
                records.isEmpty() ? Math.max(after, 0) : records.getLast().number());
        ObjectNode body = json.createObjectNode();
        ArrayNode list = body.putArray("records");
        boolean messages = "true".equals(request.getParameter("messages"));
        for (AuditRecord.Stored stored : records) {
            ObjectNode described = describe(stored);
            if (messages) {
                described.put("message", stored.record().message());
            }
            list.add(described);
        }
        send(response, HttpServletResponse.SC_OK, body);
    }

    private ObjectNode describe(AuditRecord.Stored stored) {
        AuditContent content = stored.record().content();
        ObjectNode node = json.createObjectNode()
                .put("id", stored.number())
                .put("time", String.valueOf(content.eventTime()))
                .put("transaction", String.join(",", content.eventTypes()))
                .put("event", content.eventId())
                .put("action", content.action())
                .put("outcome", outcome(content.outcome()))
                .put("source", content.sourceId())
                .put("sender", stored.record().sender());
        texts(node.putArray("users"), content.users());
        texts(node.putArray("patients"), content.subjects().patients());
        texts(node.putArray("studies"), content.subjects().studies());
        texts(node.putArray("documents"), content.subjects().documents());
        texts(node.putArray("others"), content.subjects().others());
        return node;
    }

    /** EventOutcomeIndicator in words. */
    private static String outcome(int indicator) {
        return switch (indicator) {
            case 0 -> "success";
            case 4 -> "partial";
            case 8, 12 -> "failure";
            default -> "unknown";
        };
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
