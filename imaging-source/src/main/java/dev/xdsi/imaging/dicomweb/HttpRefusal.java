package dev.xdsi.imaging.dicomweb;

import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import dev.xdsi.dicom.web.AcceptedTypes;
import dev.xdsi.dicom.web.Offer;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.disclosure.OpenDelivery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Why a request gets no resource (PS3.18 8.7.9, Status Report): a status and a sentence that repeats nothing of the request, as text, or as
 * JSON for who takes that.
 */
public record HttpRefusal(int status, String sentence) {
    public static final HttpRefusal NOT_FOUND =
            new HttpRefusal(HttpServletResponse.SC_NOT_FOUND, "There is nothing of that name here.");
    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    public static HttpRefusal badRequest(String sentence) {
        return new HttpRefusal(HttpServletResponse.SC_BAD_REQUEST, sentence);
    }

    public static HttpRefusal notAcceptable(String sentence) {
        return new HttpRefusal(HttpServletResponse.SC_NOT_ACCEPTABLE, sentence);
    }

    public static HttpRefusal of(BusyException busy) {
        return new HttpRefusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(busy.getMessage()));
    }

    /** Of an instance that is at a PACS or in an object store: 504 where that does not answer, 502 where it answers with something else. */
    public static HttpRefusal of(InstanceUnavailable unavailable) {
        int status = switch (unavailable.kind()) {
            case AWAY -> HttpServletResponse.SC_GATEWAY_TIMEOUT;
            case NOT_GIVEN -> HttpServletResponse.SC_BAD_GATEWAY;
            case NO_ROOM -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        };
        return new HttpRefusal(status, String.valueOf(unavailable.getMessage()));
    }

    /**
     * Answers with it in place of what was begun, which nobody has yet. Where something of that has left, no other answer can be given: the
     * answer breaks off, and so does its delivery.
     */
    public void send(Exchange exchange, OpenDelivery delivery) throws IOException {
        if (exchange.response().isCommitted()) {
            throw new IOException("an answer cannot be completed: " + sentence);
        }
        delivery.takeBack();
        delivery.complete();
        exchange.response().setHeader("ETag", null);
        exchange.response().setHeader("Accept-Ranges", null);
        send(exchange.request(), exchange.response());
    }

    /** Answers with it; nothing may have left. */
    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        AcceptedTypes accepted = AcceptedTypes.parse(request.getHeader("Accept"));
        boolean json = accepted.best(List.of(
                        Offer.single(TEXT, ""), Offer.single(JSON, ""), Offer.single("application/dicom+json", "")))
                .filter(best -> !best.type().equals(TEXT))
                .isPresent();
        byte[] body = (json ? json() : sentence + "\n").getBytes(StandardCharsets.UTF_8);
        SafeHeaders.on(response);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", String.valueOf(BusyException.AGAIN.toSeconds()));
        }
        response.setStatus(status);
        response.setContentType(json ? JSON : TEXT + "; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Sentences are of our own making: only quotation marks need care. */
    private String json() {
        return "{\"status\":" + status + ",\"message\":\""
                + sentence.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}\n";
    }
}
