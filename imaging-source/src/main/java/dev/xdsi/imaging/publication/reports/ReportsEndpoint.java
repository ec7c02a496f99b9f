package dev.xdsi.imaging.publication.reports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.audit.spool.AuditSpoolException;
import dev.xdsi.imaging.disclosure.StudyDisclosure;
import dev.xdsi.imaging.publication.reports.GiveReport.Request;
import dev.xdsi.imaging.publication.reports.GiveReport.Taken;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /reports?study=UID} or {@code ?accession=NUMBER}: POST gives a report for the study, DELETE takes one back, GET tells of all of
 * them. {@code name=} says which it is, {@code title=} how it is called. Who may not see the study is told what he would be told if there
 * were none. All of it takes a user who was proven.
 */
public final class ReportsEndpoint extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(ReportsEndpoint.class);
    private static final String TRANSACTION = "reports";
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_DRAINED = 64 << 10;

    private final transient ReportStore store;
    private final transient Transaction<Request, Taken> give;
    private final transient StudyDisclosure disclosure;
    private final transient Callers callers;
    private final transient Runnable due;
    private final transient Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final transient ObjectMapper json = new ObjectMapper();

    /**
     * Where reports are given.
     *
     * @param disclosure of which studies a caller may be told
     * @param due told when reports may have become due
     */
    public ReportsEndpoint(
            ReportStore store,
            Transaction<Request, Taken> give,
            StudyDisclosure disclosure,
            Callers callers,
            Runnable due) {
        this.store = store;
        this.give = give;
        this.disclosure = disclosure;
        this.callers = callers;
        this.due = due;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        if (caller.get().user() == null) {
            drain(request);
            response.setHeader("WWW-Authenticate", "Bearer realm=\"XDS-I\"");
            error(response, HttpServletResponse.SC_UNAUTHORIZED, "reports are for users who are known");
        } else if (!List.of("GET", "POST", "DELETE").contains(request.getMethod())) {
            error(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "GET, POST or DELETE");
        } else if (isForm(request)) {
            error(
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "a report is sent as it is, as application/octet-stream");
        } else if (!places.tryAcquire()) {
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many reports are being given just now");
        } else {
            try {
                answer(request, response, caller.get());
            } finally {
                places.release();
            }
        }
    }

    /** The parameters of which would be looked for in the report. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        return lower.startsWith("application/x-www-form-urlencoded") || lower.startsWith("multipart/");
    }

    /** A small body is awaited, so that the connection can go on. */
    private static void drain(HttpServletRequest request) throws IOException {
        request.getInputStream().readNBytes(MOST_DRAINED);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Caller caller) throws IOException {
        String name = request.getParameter("name");
        String title = request.getParameter("title");
        if ((name != null && !GivenReport.isName(name)) || (title != null && !GivenReport.isTitle(title))) {
            drain(request);
            error(response, HttpServletResponse.SC_BAD_REQUEST, "a name has 1 to 100 characters, a title 1 to 128");
            return;
        }
        List<Oid> studies = studies(request);
        List<Oid> visible =
                studies.stream().filter(disclosure.viewOf(caller, TRANSACTION)).toList();
        if (visible.size() == 1 && studies.size() == 1) {
            answer(studies.getFirst(), new Said(name, title), request, response, caller);
            return;
        }
        drain(request);
        if (visible.isEmpty()) {
            error(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "no such study: name it by study=UID or accession=NUMBER");
        } else {
            error(
                    response,
                    HttpServletResponse.SC_CONFLICT,
                    "several studies have that accession number: name one by study=UID");
        }
    }

    private record Said(@Nullable String name, @Nullable String title) {}

    /** Those that may be meant, also of others than the caller may know of: which of them a report is about nobody can guess. */
    private List<Oid> studies(HttpServletRequest request) {
        String study = request.getParameter("study");
        String accession = request.getParameter("accession");
        if (study != null) {
            return Oid.isValid(study) ? List.of(new Oid(study)) : List.of();
        }
        return accession == null || accession.isBlank() || accession.indexOf(0) >= 0
                ? List.of()
                : store.studies(accession.strip());
    }

    private void answer(Oid study, Said said, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        if (request.getMethod().equals("GET")) {
            send(response, HttpServletResponse.SC_OK, told(study));
            return;
        }
        boolean gives = request.getMethod().equals("POST");
        try {
            Taken taken = give.perform(
                    new Request(study, said.name(), said.title(), gives ? request.getInputStream() : null), caller);
            answer(study, taken, response);
        } catch (AuditSpoolException unrecorded) {
            LOG.error("a report could not be recorded", unrecorded);
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "reports cannot be recorded now");
        }
    }

    private void answer(Oid study, Taken taken, HttpServletResponse response) throws IOException {
        switch (taken) {
            case Taken.As(String name, String kind, boolean anew) -> {
                due.run();
                send(
                        response,
                        HttpServletResponse.SC_ACCEPTED,
                        named(study).put("name", name).put("kind", kind).put("anew", anew));
            }
            case Taken.Back(String name) -> {
                due.run();
                send(response, HttpServletResponse.SC_ACCEPTED, named(study).put("name", name));
            }
            case Taken.NothingThere nothing ->
                error(
                        response,
                        HttpServletResponse.SC_NOT_FOUND,
                        "no such study, whose images must be here first, or no report of that name");
            case Taken.Refused(String why) -> error(response, UNPROCESSABLE, why);
        }
    }

    private ObjectNode told(Oid study) {
        ReportStore.Told told = store.told(study);
        ObjectNode answer = named(study).put("due", told.due()).put("error", told.error());
        var reports = answer.putArray("reports");
        told.reports().forEach(report -> {
            Oid document = report.documentUniqueId();
            reports.addObject()
                    .put("source", report.source())
                    .put("kind", report.kind() == null ? null : report.kind().word())
                    .put("documentUniqueId", document == null ? null : document.value())
                    .put("state", report.state());
        });
        return answer;
    }

    private ObjectNode named(Oid study) {
        return json.createObjectNode().put("studyInstanceUID", study.value());
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
