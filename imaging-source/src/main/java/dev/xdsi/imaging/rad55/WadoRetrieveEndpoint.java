package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.archive.StoredInstance;
import dev.xdsi.imaging.dicomweb.AllowedOrigins;
import dev.xdsi.imaging.dicomweb.Documents;
import dev.xdsi.imaging.dicomweb.Exchange;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.InstanceAnswer;
import dev.xdsi.imaging.dicomweb.Pictures;
import dev.xdsi.imaging.dicomweb.Pictures.Manner;
import dev.xdsi.imaging.dicomweb.Refused;
import dev.xdsi.imaging.dicomweb.RenderedAnswer;
import dev.xdsi.imaging.dicomweb.SafeHeaders;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code GET /wado?requestType=WADO&studyUID=…&seriesUID=…&objectUID=…} (PS3.18 9): the instance, or a picture of a frame of it. */
public final class WadoRetrieveEndpoint extends HttpServlet {
    private static final String DICOM = "application/dicom";
    /** Whatever the instance may be. */
    private static final List<String> ALL =
            List.of(DICOM, Pictures.JPEG, Pictures.PNG, Pictures.GIF, Documents.HTML, Documents.TEXT, Documents.PDF);

    private final transient Transaction<WadoRequest, WadoResponse> retrieve;
    private final transient Pictures pictures;
    private final transient Callers callers;
    private final transient AllowedOrigins origins;

    public WadoRetrieveEndpoint(
            Transaction<WadoRequest, WadoResponse> retrieve,
            Pictures pictures,
            Callers callers,
            AllowedOrigins origins) {
        this.retrieve = retrieve;
        this.pictures = pictures;
        this.callers = callers;
        this.origins = origins;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        origins.mark(request, response);
        if (AllowedOrigins.isPreflight(request)) {
            origins.answerPreflight(request, response, "GET, HEAD");
            return;
        }
        if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            new HttpRefusal(405, "Instances are retrieved by GET and HEAD.").send(request, response);
            return;
        }
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        try {
            WadoParameters parameters = new WadoParameters(request.getParameterMap());
            Exchange exchange = new Exchange(request, response);
            answer(parameters, retrieve.perform(wanted(parameters, exchange), caller.get()), exchange);
        } catch (Refused refused) {
            refused.refusal().send(request, response);
        } catch (InstanceUnavailable elsewhere) {
            if (response.isCommitted()) {
                throw elsewhere;
            }
            response.setHeader("ETag", null);
            HttpRefusal.of(elsewhere).send(request, response);
        }
    }

    /** What can be refused is, before anything is looked for. */
    private WadoRequest wanted(WadoParameters parameters, Exchange exchange) throws Refused {
        HttpServletRequest request = exchange.request();
        WadoRequest wanted = parameters.request();
        if (parameters.isForPicture()) {
            if (wanted.anonymize()) {
                throw Refused.badRequest(
                        "anonymize is for application/dicom, and what was named beside it for pictures.");
            }
            parameters.rendering();
            parameters.frameNumber();
        }
        if (types(parameters, request, ALL).isEmpty()) {
            throw notSentSo(ALL);
        }
        return new WadoRequest(
                wanted.uids(),
                wanted.transferSyntax(),
                wanted.anonymize(),
                described -> endsWithoutBytes(described, parameters, exchange));
    }

    /** Whether what is sent, if anything, is not the instance. */
    private boolean endsWithoutBytes(SentInstance described, WadoParameters parameters, Exchange exchange) {
        try {
            return !type(parameters, described.instance(), exchange.request()).equals(DICOM)
                    || InstanceAnswer.endsWithoutBody(exchange, described);
        } catch (Refused later) {
            return true; // The answer comes to the same.
        } catch (IOException unreadable) {
            throw new UncheckedIOException("how many frames it has cannot be read", unreadable);
        }
    }

    /** The one of those types that is wanted most, by the parameter and, as far as it may, by the header (PS3.18 9.1.2.2.1). */
    private static Optional<String> types(WadoParameters parameters, HttpServletRequest request, List<String> offered)
            throws Refused {
        AcceptedTypes header = AcceptedTypes.parse(request.getHeader("Accept"));
        return AcceptedTypes.parse(parameters.contentType())
                .preferred(offered.stream().filter(header::accepts).toList());
    }

    private void answer(WadoParameters parameters, WadoResponse found, Exchange exchange) throws IOException {
        SentInstance sent = found.instance();
        try (OpenDelivery delivery = new OpenDelivery(found.delivery())) {
            try {
                if (sent == null) {
                    throw new Refused(refusal(found));
                }
                String type = type(parameters, sent.instance(), exchange.request());
                if (type.equals(DICOM)) {
                    instance(parameters, sent, exchange, delivery);
                } else if (sent.anonymous()) {
                    throw Refused.badRequest("anonymize is for application/dicom.");
                } else if (Documents.types(sent.instance()).contains(type)) {
                    if (parameters.isForPicture()) {
                        throw onlyForPictures();
                    }
                    pictures.documents().send(exchange, sent.instance(), type, delivery);
                } else {
                    Manner manner = pictures.manner(
                            parameters.rendering(), type, sent.instance().uids().study(), found.given());
                    new RenderedAnswer(exchange, pictures, found.given())
                            .one(sent.instance(), parameters.frameNumber(), manner, delivery);
                }
            } catch (Refused refused) {
                refused.refusal().send(exchange, delivery);
            }
        }
    }

    /** Who names none gets an image as a picture, and anything else as it is (PS3.18 9.1.2.2.1, 8.7.2). */
    private String type(WadoParameters parameters, StoredInstance instance, HttpServletRequest request)
            throws Refused, IOException {
        List<String> documents = Documents.types(instance);
        List<String> offered = offered(parameters, instance, documents.isEmpty() ? Pictures.TYPES : documents);
        String type = types(parameters, request, offered).orElseThrow(() -> notSentSo(offered));
        if (!type.equals(Pictures.GIF) || parameters.frameNumber() > 0 || !pictures.moves(instance)) {
            return type;
        }
        List<String> still =
                offered.stream().filter(other -> !other.equals(Pictures.GIF)).toList();
        return types(parameters, request, still).orElseThrow(() -> notSentSo(still));
    }

    private static List<String> offered(WadoParameters parameters, StoredInstance instance, List<String> rendered)
            throws Refused {
        List<String> offered = new ArrayList<>(rendered);
        boolean dicomFirst =
                !Pictures.isImage(instance) || (parameters.contentType() == null && isForDicom(parameters));
        offered.add(dicomFirst ? 0 : offered.size(), DICOM);
        return offered;
    }

    private static Refused notSentSo(List<String> offered) {
        return Refused.notAcceptable("This is sent as " + String.join(" or ", offered) + ".");
    }

    private static boolean isForDicom(WadoParameters parameters) throws Refused {
        WadoRequest request = parameters.request();
        return request.transferSyntax() != null || request.anonymize();
    }

    private static void instance(WadoParameters parameters, SentInstance sent, Exchange exchange, OpenDelivery delivery)
            throws Refused, IOException {
        if (parameters.isForPicture()) {
            throw onlyForPictures();
        }
        InstanceAnswer.alone(exchange, sent, DICOM, delivery);
    }

    private static Refused onlyForPictures() {
        return Refused.badRequest(
                "Rows, columns, region, window, quality, frame, annotation and presentation are for pictures.");
    }

    private static HttpRefusal refusal(WadoResponse found) {
        return found.result() == WadoResponse.Result.UNKNOWN
                ? HttpRefusal.NOT_FOUND
                : HttpRefusal.notAcceptable(found.reason());
    }
}
