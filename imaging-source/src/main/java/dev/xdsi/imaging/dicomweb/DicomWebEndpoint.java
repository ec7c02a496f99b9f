package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/**
 * The resources under {@code /dicom-web}: GET and HEAD retrieve (WADO-RS) and search (QIDO-RS), POST stores (STOW-RS), OPTIONS says what
 * there is.
 */
public final class DicomWebEndpoint extends HttpServlet {
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";

    private final transient Handler retrieve;
    private final transient Handler store;
    private final transient CapabilitiesAnswer capabilities;
    private final transient AllowedOrigins origins;

    /** One method of the resources. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    /**
     * Puts them together.
     *
     * @param base of the resources as others reach them
     * @param origins of the pages that may read answers
     */
    public DicomWebEndpoint(Handler retrieve, Handler store, URI base, AllowedOrigins origins) {
        this.retrieve = retrieve;
        this.store = store;
        this.capabilities = new CapabilitiesAnswer(base);
        this.origins = origins;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        origins.mark(request, response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> retrieve.handle(request, response);
            case "POST" -> store.handle(request, response);
            case "OPTIONS" -> options(request, response);
            default -> {
                response.setHeader("Allow", METHODS);
                new HttpRefusal(
                                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                                "Resources are retrieved and searched by GET and HEAD, and stored by POST.")
                        .send(request, response);
            }
        }
    }

    private void options(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", METHODS);
        if (AllowedOrigins.isPreflight(request)) {
            origins.answerPreflight(request, response, METHODS);
            return;
        }
        try {
            capabilities.send(new Exchange(request, response));
        } catch (Refused refused) {
            refused.refusal().send(request, response);
        }
    }
}
