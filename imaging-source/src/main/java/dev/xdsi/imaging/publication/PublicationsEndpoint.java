package dev.xdsi.imaging.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.disclosure.Withholding;
import dev.xdsi.imaging.publication.PublicationStore.LinkResult;
import dev.xdsi.model.Oid;
import dev.xdsi.model.PatientId;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /publications/{studyUID}}: GET tells where the publication of a study stands, PUT links the study to a patient of the
 * affinity domain, POST says that the study is complete. Who may not see the study is told what he would be told if there were none.
 * Both PUT and POST decide for whom images will be found, and when: that takes a user who was proven.
 */
public final class PublicationsEndpoint extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationsEndpoint.class);
    private static final String CALLER = Caller.class.getName();
    private static final String TRANSACTION = "publications";
    private static final int LONGEST_BODY = 4096;
    private static final int CONTENT_TOO_LARGE = 413;

    private final transient PublicationStore store;
    private final transient Told told;
    private final transient InstantSource clock;
    private final transient Schedule schedule;
    private final transient Callers callers;
    private final transient Changes changes;
    private final transient ObjectMapper json = new ObjectMapper();

    /**
     * What a caller may change.
     *
     * @param link the link of a study to a patient, recorded in the audit trail
     * @param due told when a study may have become due by what a caller said of it
     */
    public record Changes(Transaction<StudyLink, LinkResult> link, Runnable due) {}

    /**
     * Who is told what.
     *
     * @param disclosure of which studies a caller may be told
     * @param withholding of which of them only that they are there, and where they stand
     */
    public record Told(StudyDisclosure disclosure, Withholding withholding) {}

    /** Where publications are told of and hastened. */
    public PublicationsEndpoint(
            PublicationStore store, Told told, Publisher.Timing timing, Callers callers, Changes changes) {
        this.store = store;
        this.told = told;
        this.clock = timing.clock();
        this.schedule = timing.schedule();
        this.callers = callers;
        this.changes = changes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        if (changes(request) && caller.get().user() == null) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"XDS-I\"");
            error(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "only a user who is known may link or complete a study");
            return;
        }
        request.setAttribute(CALLER, caller.get());
        super.service(request, response);
    }

    private static boolean changes(HttpServletRequest request) {
        return request.getMethod().equals("PUT") || request.getMethod().equals("POST");
    }

    private static Caller caller(HttpServletRequest request) {
        if (request.getAttribute(CALLER) instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("nobody asked who calls");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PublicationStatus> status = study(request).flatMap(study -> status(study, request));
        if (status.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such study");
        } else {
            send(response, HttpServletResponse.SC_OK, describe(status.get(), clock.instant()));
        }
    }

    /** Where a study stands, if there is one and the caller may be told. */
    private Optional<PublicationStatus> status(Oid study, HttpServletRequest request) {
        return told.disclosure().viewOf(caller(request), TRANSACTION).test(study)
                ? store.status(study)
                : Optional.empty();
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
            link(study.get(), patient.get(), request, response);
        }
    }

    private void link(Oid study, PatientId patient, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LinkResult result;
        try {
            result = changes.link().perform(new StudyLink(study, patient), caller(request));
        } catch (AuditSpoolException unrecorded) {
            LOG.error("a link could not be recorded", unrecorded);
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "links cannot be recorded now");
            return;
        }
        switch (result) {
            case LINKED -> {
                changes.due().run();
                send(
                        response,
                        HttpServletResponse.SC_OK,
                        status(study, request)
                                .map(status -> describe(status, clock.instant()))
                                .orElseGet(() -> named(study).put("patientId", patient.toString())));
            }
            case PUBLISHED_FOR_ANOTHER ->
                error(response, HttpServletResponse.SC_CONFLICT, "the study is published for another patient");
        }
    }

    /** It is noted of whatever study there is; only who may be told learns whether there is one. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Oid> study = study(request);
        if (study.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "the path must end with a Study Instance UID");
            return;
        }
        if (store.complete(study.get(), clock.instant())) {
            changes.due().run();
        }
        send(
                response,
                HttpServletResponse.SC_ACCEPTED,
                status(study.get(), request)
                        .map(status -> describe(status, clock.instant()))
                        .orElseGet(() -> named(study.get())));
    }

    private ObjectNode named(Oid study) {
        return json.createObjectNode().put("studyInstanceUID", study.value());
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

    private ObjectNode describe(PublicationStatus status, Instant now) {
        PublicationStatus.State state = status.state(now, schedule.quietPeriod());
        ObjectNode stands = named(status.study()).put("state", state.name().toLowerCase(Locale.ROOT));
        if (told.withholding().of(status.study()) instanceof Withholding.Given.Nothing) {
            return stands;
        }
        ObjectNode described = stands.put("instances", status.instances())
                .put("patientId", text(status.patientId()))
                .put("documentUniqueId", text(status.documentUniqueId()))
                .put("error", status.reason());
        return status.incomplete() == null ? described : described.put("incomplete", status.incomplete());
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
