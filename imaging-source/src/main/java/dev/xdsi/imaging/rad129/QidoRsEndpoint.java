package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.query.UnacceptableQuery;
import dev.xdsi.imaging.query.Written;
import dev.xdsi.imaging.search.Matches;
import dev.xdsi.imaging.search.Question;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * QIDO-RS over HTTP (PS3.18 10.6): the answers as DICOM JSON. They are put together before the first byte leaves, for the status and the
 * warnings come before them; what does not fit is too broad a question.
 */
public final class QidoRsEndpoint {
    private static final String DICOM_JSON = "application/dicom+json";
    private static final HttpRefusal TOO_BROAD = new HttpRefusal(
            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
            "That is too much to look through: ask for less at a time.");

    private final Transaction<Question, Matches> search;
    private final Callers callers;

    public QidoRsEndpoint(Transaction<Question, Matches> search, Callers callers) {
        this.search = search;
        this.callers = callers;
    }

    /** Answers, if the path is one of a search. */
    public boolean get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<QidoPath> path = QidoPath.parse(request.getPathInfo());
        if (path.isEmpty()) {
            return false;
        }
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isPresent()) {
            search(path.get(), request, response, caller.get());
        }
        return true;
    }

    private void search(QidoPath path, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        AcceptedTypes accept = AcceptedTypes.parse(request.getHeader("Accept"));
        if (!accept.accepts(DICOM_JSON) && !accept.accepts("application/json")) {
            HttpRefusal.notAcceptable("Answers are sent as application/dicom+json.")
                    .send(response);
            return;
        }
        QidoParameters asked;
        try {
            asked = QidoParameters.read(path, request.getParameterMap());
        } catch (UnacceptableQuery wrong) {
            HttpRefusal.badRequest("This is no search: " + wrong.getMessage() + ".")
                    .send(response);
            return;
        }
        String written = request.getQueryString() == null ? "" : request.getQueryString();
        Question question = new Question(
                asked.query(),
                String.valueOf(request.getPathInfo()),
                "",
                new Written(written.getBytes(StandardCharsets.UTF_8)));
        answer(asked, search.perform(question, caller), response);
    }

    private static void answer(QidoParameters asked, Matches matches, HttpServletResponse response) throws IOException {
        AnswerArray answers = new AnswerArray();
        int seen = 0;
        boolean more = false;
        Matches.Next next = matches.next();
        while (next instanceof Matches.Next.Answer(Attributes found)) {
            more = answers.size() == asked.limit() && seen >= asked.offset();
            if (more) {
                break;
            }
            if (seen++ >= asked.offset() && !answers.add(found)) {
                TOO_BROAD.send(response);
                return;
            }
            next = matches.next();
        }
        if (next instanceof Matches.Next.TooBroad) {
            TOO_BROAD.send(response);
            return;
        }
        warn(asked, more, response);
        send(answers, response);
    }

    /** 204 where there is nothing (PS3.18 10.6.3.2). */
    private static void send(AnswerArray answers, HttpServletResponse response) throws IOException {
        if (answers.size() == 0) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        byte[] json = answers.toByteArray();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(DICOM_JSON);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    /** PS3.18 8.3.4.3, 8.3.4.4. */
    private static void warn(QidoParameters asked, boolean more, HttpServletResponse response) {
        if (asked.fuzzy()) {
            warning(
                    response,
                    "The fuzzymatching parameter is not supported. Only literal matching has been performed.");
        }
        if (!asked.query().unsupported().isEmpty()) {
            warning(response, "Some parameters are not attributes of this level and were not matched.");
        }
        if (more) {
            warning(response, "There are additional results that can be requested.");
        }
    }

    private static void warning(HttpServletResponse response, String text) {
        response.addHeader("Warning", "299 - \"" + text + "\"");
    }
}
