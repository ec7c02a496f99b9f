package dev.xdsi.imaging.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.Callers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /publications/{studyUID}}: GET tells where the publication of a study stands, PUT links the study to a patient of the
 * affinity domain, POST says that the study is complete.
 */
public final class PublicationsEndpoint extends HttpServlet {
    private static final int LONGEST_BODY = 4096;
    private static final int CONTENT_TOO_LARGE = 413;

    private final transient PublicationStore store;
    private final transient InstantSource clock;
    private final transient Schedule schedule;
    private final transient Callers callers;
    private final transient Runnable due;
    private final transient ObjectMapper json = new ObjectMapper();

    /** @param due told when a study may have become due by what a caller said of it */
    public PublicationsEndpoint(
            PublicationStore store, InstantSource clock, Schedule schedule, Callers callers, Runnable due) {
        this.store = store;
        this.clock = clock;
        this.schedule = schedule;
        this.callers = callers;
        this.due = due;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (callers.of(request, response).isPresent()) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Oid> study = study(request);
        if (study.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such study");
        } else {
            status(study.get(), HttpServletResponse.SC_OK, response);
        }
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Oid> study = study(request);
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        Optional<PatientId> patient = patientId(body);
        if (study.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "the path must end with a Study Instance UID");
        } else if (body.length > LONGEST_BODY) {
            error(response, CONTENT_TOO_LARGE, "a link is a short thing");
        } else if (patient.isEmpty()) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "expected {\"patientId\": \"ID^^^&OID&ISO\"}");
        } else {
            link(study.get(), patient.get(), response);
        }
    }

    private void link(Oid study, PatientId patient, HttpServletResponse response) throws IOException {
        switch (store.link(study, patient, clock.instant())) {
            case LINKED -> {
                due.run();
                status(study, HttpServletResponse.SC_OK, response);
            }
            case PUBLISHED_FOR_ANOTHER ->
                error(response, HttpServletResponse.SC_CONFLICT, "the study is published for another patient");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Oid> study = study(request);
        if (study.isPresent() && store.complete(study.get(), clock.instant())) {
            due.run();
            status(study.get(), HttpServletResponse.SC_ACCEPTED, response);
        } else {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such study");
        }
    }

    private static Optional<Oid> study(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.length() < 2 || !Oid.isValid(path.substring(1))
                ? Optional.empty()
                : Optional.of(new Oid(path.substring(1)));
    }

    private Optional<PatientId> patientId(byte[] body) throws IOException {
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            JsonNode link = json.readTree(body);
            return link == null
                    ? Optional.empty()
                    : PatientId.parse(link.path("patientId").asText(""));
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private void status(Oid study, int code, HttpServletResponse response) throws IOException {
        Optional<PublicationStatus> status = store.status(study);
        if (status.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such study");
        } else {
            send(response, code, describe(status.get(), clock.instant()));
        }
    }

    private ObjectNode describe(PublicationStatus status, Instant now) {
        PublicationStatus.State state = status.state(now, schedule.quietPeriod());
        return json.createObjectNode()
                .put("studyInstanceUID", status.study().value())
                .put("state", state.name().toLowerCase(Locale.ROOT))
                .put("instances", status.instances())
                .put("patientId", text(status.patientId()))
                .put("documentUniqueId", text(status.documentUniqueId()))
                .put("error", status.progress().lastError());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private void error(HttpServletResponse response, int code, String error) throws IOException {
        send(response, code, json.createObjectNode().put("error", error));
    }

    private void send(HttpServletResponse response, int code, ObjectNode body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatus(code);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
