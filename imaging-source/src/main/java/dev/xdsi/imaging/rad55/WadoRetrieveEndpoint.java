package dev.xdsi.imaging.rad55;

import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.imaging.archive.SentInstance;
import dev.xdsi.imaging.dicomweb.HttpRefusal;
import dev.xdsi.imaging.dicomweb.SafeHeaders;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import dev.xdsi.soap.server.Callers;
import dev.xdsi.transaction.Caller;
import dev.xdsi.transaction.Transaction;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** {@code GET /wado?requestType=WADO&studyUID=…&seriesUID=…&objectUID=…&contentType=application/dicom} (PS3.18 9). */
public final class WadoRetrieveEndpoint extends HttpServlet {
    private static final int BUFFER = 128 << 10;

    private final transient Transaction<WadoRequest, WadoResponse> retrieve;
    private final transient Callers callers;

    public WadoRetrieveEndpoint(Transaction<WadoRequest, WadoResponse> retrieve, Callers callers) {
        this.retrieve = retrieve;
        this.callers = callers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        Optional<Caller> caller = callers.of(request, response);
        if (caller.isEmpty()) {
            return;
        }
        try {
            WadoRequest wanted = new WadoParameters(request.getParameterMap())
                    .request(AcceptedTypes.parse(request.getHeader("Accept")));
            answer(retrieve.perform(wanted, caller.get()), response);
        } catch (WadoParameters.Refused refused) {
            refused.refusal().send(response);
        }
    }

    private void answer(WadoResponse found, HttpServletResponse response) throws IOException {
        SentInstance instance = found.instance();
        try (OpenDelivery delivery = new OpenDelivery(found.delivery())) {
            if (instance != null) {
                send(instance, response);
                delivery.sent(
                        instance.instance().uids().sopInstance().value(),
                        instance.content().length());
                delivery.complete();
            } else {
                delivery.complete();
                refusal(found).send(response);
            }
        }
    }

    private static HttpRefusal refusal(WadoResponse found) {
        return found.result() == WadoResponse.Result.UNKNOWN
                ? HttpRefusal.NOT_FOUND
                : HttpRefusal.notAcceptable("The instance is not to be had in that transfer syntax.");
    }

    private static void send(SentInstance instance, HttpServletResponse response) throws IOException {
        try (InputStream in = instance.content().open()) {
            response.setContentType("application/dicom");
            response.setContentLengthLong(instance.content().length());
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                response.getOutputStream().write(buffer, 0, read);
            }
            response.getOutputStream().flush();
        }
    }
}
