package dev.xdsi.imaging.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.imaging.backfill.BackfillReport.StudyState;
import dev.xdsi.imaging.pacs.StudyQuestion;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code POST /backfills} with {@code {"patient": …, "from": "YYYYMMDD", "to": …, "modality": …}} asks for the studies of a patient that the
 * PACS has, with {@code {"study": …}} for one; {@code GET /backfills/ID} tells where that stands. For users who were proven.
 */
public final class BackfillEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_BODY = 4096;
    private static final Pattern ID = Pattern.compile("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final transient BackfillStore store;
    private final transient Callers callers;
    private final transient InstantSource clock;
    private final transient Runnable wake;
    private final transient ObjectMapper json = new ObjectMapper();

    /** @param wake told when there is work */
    public BackfillEndpoint(BackfillStore store, Callers callers, InstantSource clock, Runnable wake) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
        this.wake = wake;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller.User> user = user(request, response);
        if (user.isEmpty()) {
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        try {
            if (body.length > LONGEST_BODY) {
                throw new IllegalArgumentException("a question is a short thing");
            }
            UUID id = store.ask(question(body), user.get().identity().id(), clock.instant());
            wake.run();
            send(
                    response,
                    HttpServletResponse.SC_ACCEPTED,
                    json.createObjectNode().put("id", id.toString()));
        } catch (IllegalArgumentException wrong) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(wrong.getMessage()));
        }
    }

    private StudyQuestion question(byte[] body) throws IOException {
        try {
            JsonNode asked = json.readTree(body);
            return new StudyQuestion(
                    asked.path("patient").asText("").strip(),
                    asked.path("from").asText(""),
                    asked.path("to").asText(""),
                    asked.path("modality").asText(""),
                    asked.path("study").asText("").strip());
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("expected a JSON object", noJson);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (user(request, response).isEmpty()) {
            return;
        }
        String path = String.valueOf(request.getPathInfo());
        Optional<BackfillReport> report =
                ID.matcher(path).matches() ? store.report(UUID.fromString(path.substring(1))) : Optional.empty();
        if (report.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such backfill");
        } else {
            send(response, HttpServletResponse.SC_OK, described(report.get()));
        }
    }

    private ObjectNode described(BackfillReport report) {
        ObjectNode answer = json.createObjectNode()
                .put("state", report.state().name().toLowerCase(Locale.ROOT))
                .put("trouble", report.trouble());
        for (StudyState state : StudyState.values()) {
            answer.put(state.name().toLowerCase(Locale.ROOT), report.count(state));
        }
        ArrayNode studies = answer.putArray("studies");
        report.studies()
                .forEach(study -> studies.addObject()
                        .put("studyInstanceUID", study.study().value())
                        .put("state", study.state().name().toLowerCase(Locale.ROOT))
                        .put("instances", study.instances())
                        .put("here", study.here())
                        .put("trouble", study.trouble()));
        return answer;
    }

    /** Empty when he was told that it takes one. */
    private Optional<Caller.User> user(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return Optional.empty();
        }
        Optional<Caller.User> user = Optional.ofNullable(caller.get().user());
        if (user.isEmpty()) {
            error(response, HttpServletResponse.SC_UNAUTHORIZED, "only a user who is known may ask the PACS");
        }
        return user;
    }

    private void error(HttpServletResponse response, int status, String message) throws IOException {
        send(response, status, json.createObjectNode().put("error", message));
    }

    private void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
