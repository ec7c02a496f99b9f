package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resources under {@code /dicom-web}: GET and HEAD retrieve (WADO-RS) and search (QIDO-RS), POST stores (STOW-RS). */
public final class DicomWebEndpoint extends HttpServlet {
    private final transient Handler retrieve;
    private final transient Handler store;

    /** One method of the resources. */
    @FunctionalInterface
    public interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    public DicomWebEndpoint(Handler retrieve, Handler store) {
        this.retrieve = retrieve;
        this.store = store;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        switch (request.getMethod()) {
            case "GET", "HEAD" -> retrieve.handle(request, response);
            case "POST" -> store.handle(request, response);
            default -> {
                response.setHeader("Allow", "GET, HEAD, POST");
                new HttpRefusal(
                                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                                "Resources are retrieved and searched by GET and HEAD, and stored by POST.")
                        .send(request, response);
            }
        }
    }
}
