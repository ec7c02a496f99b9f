package dev.xdsi.imaging.forward;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /forwarding} tells what has not gone on to the PACS yet, {@code POST /forwarding} has tried again what was given up. For
 * users who were proven.
 */
public final class ForwardingEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PacsForwarding forwarding;
    private final transient Callers callers;
    private final transient ObjectMapper json = new ObjectMapper();

    public ForwardingEndpoint(PacsForwarding forwarding, Callers callers) {
        this.forwarding = forwarding;
        this.callers = callers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isUser(request, response)) {
            send(response, HttpServletResponse.SC_OK, described());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isUser(request, response)) {
            send(
                    response,
                    HttpServletResponse.SC_ACCEPTED,
                    json.createObjectNode().put("triedAgain", forwarding.retry()));
        }
    }

    private ObjectNode described() {
        ObjectNode answer = json.createObjectNode();
        forwarding.undelivered().forEach((kind, of) -> {
            ObjectNode one = answer.putObject(kind.name().toLowerCase(Locale.ROOT))
                    .put("waiting", of.waiting())
                    .put("failed", of.failed())
                    .put("oldest", of.oldest() == null ? null : of.oldest().toString());
            ArrayNode troubles = one.putArray("troubles");
            of.troubles()
                    .forEach(trouble -> troubles.addObject()
                            .put("uid", trouble.uid())
                            .put("failed", trouble.failed())
                            .put("failures", trouble.failures())
                            .put("error", trouble.error()));
        });
        return answer;
    }

    /** False when he was told that it takes one. */
    private boolean isUser(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return false;
        }
        if (caller.get().user() == null) {
            send(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    json.createObjectNode().put("error", "only a user who is known may look after what goes on"));
            return false;
        }
        return true;
    }

    private void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
