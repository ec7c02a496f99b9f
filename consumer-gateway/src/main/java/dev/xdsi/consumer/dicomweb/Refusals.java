package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.partner.PartnerException;
import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.dicom.pixel.RenderingRoom.BusyException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why there is no answer. What is unknown, what is denied and what was never shown are one and the same. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private static final int DEEPEST_CAUSE = 10;

    private Refusals() {}

    static ApiRefusal notFound() {
        return new ApiRefusal(HttpServletResponse.SC_NOT_FOUND, "There is nothing of that name here.");
    }

    static ApiRefusal badRequest(String sentence) {
        return new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, sentence);
    }

    static ApiRefusal notAcceptable(String sentence) {
        return new ApiRefusal(HttpServletResponse.SC_NOT_ACCEPTABLE, sentence);
    }

    static ApiRefusal badGateway(String sentence) {
        return new ApiRefusal(HttpServletResponse.SC_BAD_GATEWAY, sentence);
    }

    static ApiRefusal of(BusyException busy) {
        return ApiRefusal.busy(String.valueOf(busy.getMessage()), BusyException.AGAIN);
    }

    /** A source that knows nothing of an instance may have deleted it, or keep it from this user. */
    static ApiRefusal of(PartnerException failed) {
        if (failed.status() == HttpServletResponse.SC_NOT_FOUND) {
            return notFound();
        }
        LOG.warn("A source gave no images", failed);
        return new ApiRefusal(
                isLate(failed) ? HttpServletResponse.SC_GATEWAY_TIMEOUT : HttpServletResponse.SC_BAD_GATEWAY,
                String.valueOf(failed.getMessage()));
    }

    static ApiRefusal of(IOException broken) {
        LOG.warn("Images broke off on their way", broken);
        return badGateway("The images broke off on their way.");
    }

    private static boolean isLate(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .anyMatch(cause -> cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException);
    }
}
