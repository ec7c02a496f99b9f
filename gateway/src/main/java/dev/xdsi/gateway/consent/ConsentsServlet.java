package dev.xdsi.gateway.consent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.consumer.portal.PortalDoor;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/consents}, for administrators: GET {@code ?patient=…} lists the consents of a patient, GET {@code /policies} the policies,
 * GET {@code /explain?…} says what a user may see and why, POST gives a consent, POST {@code /revoke} ends one.
 */
public final class ConsentsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 64 << 10;
    private static final int UNPROCESSABLE = 422;

    private final transient ConsentDesk desk;
    private final transient Explanation explanation;
    private final transient ObjectMapper json = new ObjectMapper();

    public ConsentsServlet(ConsentDesk desk, Explanation explanation) {
        this.desk = desk;
        this.explanation = explanation;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, caller -> switch (path(request)) {
            case "" -> desk.list(patient(request.getParameter("patient")), caller);
            case "/policies" -> policies();
            case "/explain" -> explanation.of(new Explanation.Question(request::getParameter), caller);
            default -> throw new Unanswerable(HttpServletResponse.SC_NOT_FOUND, "There is no such resource.");
        });
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, caller -> {
            JsonNode body = body(request);
            PatientId patient = patient(body.path("patient").asText());
            return switch (path(request)) {
                case "" -> desk.give(patient, body, caller);
                case "/revoke" ->
                    desk.revoke(patient, body.path("documentUniqueId").asText(), caller);
                default -> throw new Unanswerable(HttpServletResponse.SC_NOT_FOUND, "There is no such resource.");
            };
        });
    }

    /** Why there is no answer, with an HTTP status. */
    static final class Unanswerable extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Unanswerable(int status, String sentence) {
            super(sentence);
            this.status = status;
        }

        /** The request is well written and cannot be done. */
        static Unanswerable because(String sentence) {
            return new Unanswerable(UNPROCESSABLE, sentence);
        }
    }

    private interface Work {
        JsonNode of(Caller caller) throws Unanswerable, IOException;
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        try {
            send(response, HttpServletResponse.SC_OK, work.of(caller(request)));
        } catch (Unanswerable refusal) {
            send(response, refusal.status, json.createObjectNode().put("error", refusal.getMessage()));
        }
    }

    /** The administrator, on whose behalf all of it is done. */
    private static Caller caller(HttpServletRequest request) throws Unanswerable {
        Caller.Node node = Callers.node(request, Caller.ANONYMOUS);
        return PortalDoor.session(request)
                .caller(node)
                .orElseThrow(() -> new Unanswerable(HttpServletResponse.SC_UNAUTHORIZED, "Log in again."));
    }

    private static String path(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    private JsonNode body(HttpServletRequest request) throws IOException, Unanswerable {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        try {
            return body.length > LONGEST_BODY
                    ? json.createObjectNode()
                    : Objects.requireNonNullElse(json.readTree(body), json.createObjectNode());
        } catch (JsonProcessingException noJson) {
            throw new Unanswerable(HttpServletResponse.SC_BAD_REQUEST, "That is no JSON.");
        }
    }

    static PatientId patient(@Nullable String cx) throws Unanswerable {
        return Optional.ofNullable(cx)
                .flatMap(PatientId::parse)
                .orElseThrow(() -> new Unanswerable(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "A patient is written as identifier^^^&OID&ISO, for example 1234^^^&1.2.3.4&ISO."));
    }

    private ObjectNode policies() {
        ObjectNode answer = json.createObjectNode();
        ArrayNode list = answer.putArray("policies");
        desk.policies()
                .policies()
                .forEach(policy -> list.addObject()
                        .put("oid", policy.oid())
                        .put("name", policy.name())
                        .put("text", policy.text()));
        return answer;
    }

    private void send(HttpServletResponse response, int status, JsonNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
