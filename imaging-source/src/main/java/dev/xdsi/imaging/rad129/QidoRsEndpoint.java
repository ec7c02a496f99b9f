package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.dicomweb.Answers;
import dev.xdsi.imaging.dicomweb.Exchange;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.MetadataAnswer;
import dev.xdsi.imaging.dicomweb.Refused;
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
import java.util.UUID;
import java.util.function.Supplier;

/**
 * QIDO-RS over HTTP (PS3.18 10.6): the answers as DICOM JSON or XML. They are put together before the first byte leaves, for the status and the
 * warnings come before them; what does not fit is too broad a question.
 */
public final class QidoRsEndpoint {
    private static final HttpRefusal TOO_BROAD = new HttpRefusal(
            HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
            "That is too much to look through: ask for less at a time.");

    private final Transaction<Question, Matches> search;
    private final Callers callers;
    private final Supplier<UUID> boundaries;

    public QidoRsEndpoint(Transaction<Question, Matches> search, Callers callers, Supplier<UUID> boundaries) {
        this.search = search;
        this.callers = callers;
        this.boundaries = boundaries;
    }

    /** Answers, if the path is one of a search. */
    public boolean get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<QidoPath> path = QidoPath.parse(request.getPathInfo());
        if (path.isEmpty()) {
            return false;
        }
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isPresent()) {
            try {
                search(path.get(), new Exchange(request, response), caller.get());
            } catch (Refused refused) {
                refused.refusal().send(request, response);
            }
        }
        return true;
    }

    private void search(QidoPath path, Exchange exchange, Caller caller) throws Refused, IOException {
        HttpServletRequest request = exchange.request();
        Offer offer = MetadataAnswer.offer(exchange.accepted())
                .orElseThrow(
                        () -> Refused.notAcceptable(
                                "Answers are sent as application/dicom+json or as multipart/related; type=\"application/dicom+xml\"."));
        QidoParameters asked;
        try {
            asked = QidoParameters.read(path, request.getParameterMap());
        } catch (UnacceptableQuery wrong) {
            throw Refused.badRequest("This is no search: " + wrong.getMessage() + ".");
        }
        String written = request.getQueryString() == null ? "" : request.getQueryString();
        Question question = new Question(
                asked.query(),
                String.valueOf(request.getPathInfo()),
                "",
                new Written(written.getBytes(StandardCharsets.UTF_8)));
        answer(asked, search.perform(question, caller), new Answers(offer), exchange);
    }

    private void answer(QidoParameters asked, Matches matches, Answers answers, Exchange exchange)
            throws Refused, IOException {
        Matches.Next next = after(asked.offset(), matches);
        boolean full = asked.limit() == 0;
        while (!full && next instanceof Matches.Next.Answer(Attributes found)) {
            if (!answers.add(found)) {
                throw new Refused(TOO_BROAD);
            }
            full = answers.size() == asked.limit();
            next = matches.next();
        }
        // What is too much beyond the page that was asked for is only more.
        if (!full && next instanceof Matches.Next.TooBroad) {
            throw new Refused(TOO_BROAD);
        }
        boolean more = full && !(next instanceof Matches.Next.End);
        warn(asked, more, exchange.response());
        answers.send(exchange, boundaries.get());
    }

    /** The first behind so many, or why there is none. */
    private static Matches.Next after(int offset, Matches matches) {
        for (int skipped = 0; skipped < offset; skipped++) {
            Matches.Next next = matches.skip();
            if (!(next instanceof Matches.Next.Answer)) {
                return next;
            }
        }
        return matches.next();
    }

    /** PS3.18 8.3.4.4. */
    private static void warn(QidoParameters asked, boolean more, HttpServletResponse response) {
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
