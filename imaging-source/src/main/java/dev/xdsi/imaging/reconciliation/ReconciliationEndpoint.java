package dev.xdsi.imaging.reconciliation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.reconciliation.Reconciliation.Manner;
import dev.xdsi.imaging.reconciliation.Reconciliation.Page;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * {@code /reconciliation} looks at a page of studies, {@code /reconciliation/{studyUID}} at one: GET tells what has drifted, POST lets it be
 * published anew too. {@code ?after=UID} is where a page begins, {@code digests=true} reads every byte. {@code /reconciliation/files} looks for
 * files that the database does not know, {@code ?after=} is the number of a folder; POST stores them once more. For administrators alone:
 * whoever mounts it sees to that. One at a time, for it reads what all others need.
 */
public final class ReconciliationEndpoint extends HttpServlet {
    private static final String FILES = "/files";

    private final transient Reconciliation reconciliation;
    private final transient Reentry reentry;
    private final transient Callers callers;
    private final transient Semaphore one = new Semaphore(1);
    private final transient ObjectMapper json = new ObjectMapper();

    public ReconciliationEndpoint(Reconciliation reconciliation, Reentry reentry, Callers callers) {
        this.reconciliation = reconciliation;
        this.reentry = reentry;
        this.callers = callers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            answer(request, response);
        } catch (InstanceUnavailable away) {
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(away.getMessage()));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isPresent() && FILES.equals(request.getPathInfo())) {
            files(request, response, caller.get());
        } else if (caller.isPresent()) {
            super.service(request, response);
        }
    }

    private void files(HttpServletRequest request, HttpServletResponse response, Caller by) throws IOException {
        String after = Optional.ofNullable(request.getParameter("after")).orElse("");
        if (!after.matches("[0-9]{0,5}")) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "a folder is a number");
            return;
        }
        if (!one.tryAcquire()) {
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "somebody else reconciles just now");
            return;
        }
        try {
            boolean enter = request.getMethod().equals("POST");
            send(
                    response,
                    HttpServletResponse.SC_OK,
                    told(reentry.page(after.isEmpty() ? 0 : Integer.parseInt(after), enter, by)));
        } finally {
            one.release();
        }
    }

    private ObjectNode told(Reentry.Page page) {
        ObjectNode told = json.createObjectNode().put("checked", page.files());
        var unknown = told.putArray("unknown");
        page.unknown()
                .forEach(found -> unknown.addObject()
                        .put("file", found.name())
                        .put("entered", found.entered())
                        .put("outcome", found.outcome()));
        return told.put(
                "next", page.next().isPresent() ? String.valueOf(page.next().getAsInt()) : null);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, false);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, true);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean repair) throws IOException {
        String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
        String study = path.substring(1);
        String after = Optional.ofNullable(request.getParameter("after")).orElse("");
        if (!(study.isEmpty() || Oid.isValid(study)) || !(after.isEmpty() || Oid.isValid(after))) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, "a study is named by its Study Instance UID");
            return;
        }
        if (!one.tryAcquire()) {
            error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "somebody else reconciles just now");
            return;
        }
        try {
            Manner manner = new Manner(Boolean.parseBoolean(request.getParameter("digests")), repair);
            if (study.isEmpty()) {
                send(response, HttpServletResponse.SC_OK, page(after.isEmpty() ? null : new Oid(after), manner));
            } else {
                one(new Oid(study), manner, response);
            }
        } finally {
            one.release();
        }
    }

    private ObjectNode page(@Nullable Oid after, Manner manner) {
        Page page = reconciliation.page(after, manner);
        Oid next = page.next();
        return told(page).put("next", next == null ? null : next.value());
    }

    private void one(Oid study, Manner manner, HttpServletResponse response) throws IOException {
        Optional<Page> looked = reconciliation.of(study, manner);
        if (looked.isEmpty()) {
            error(response, HttpServletResponse.SC_NOT_FOUND, "no such study");
        } else {
            send(response, HttpServletResponse.SC_OK, told(looked.get()));
        }
    }

    /** Of those that are well only how many there are. */
    private ObjectNode told(Page page) {
        List<ReconciledStudy> studies = page.studies();
        ObjectNode told = json.createObjectNode()
                .put("checked", studies.size())
                .put(
                        "underWay",
                        studies.stream().filter(ReconciledStudy::underWay).count());
        var drifted = told.putArray("drifted");
        studies.stream().filter(study -> !study.drifts().isEmpty()).forEach(study -> {
            ObjectNode one =
                    drifted.addObject().put("studyInstanceUID", study.study().value());
            ObjectNode drifts = one.putObject("drifts");
            study.drifts().forEach((drift, count) -> drifts.put(drift.word(), count));
            one.put("mendable", study.isMendable());
        });
        if (page.ofRegistry().studies() > 0) {
            told.put("unasked", page.ofRegistry().studies())
                    .put("registry", page.ofRegistry().why());
        }
        if (page.ofPacs().studies() > 0) {
            told.put("unaskedOfPacs", page.ofPacs().studies())
                    .put("pacs", page.ofPacs().why());
        }
        return told;
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
