package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The resources under {@code /dicom-web}: GET retrieves (WADO-RS), POST stores (STOW-RS). */
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
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        retrieve.handle(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.on(response);
        store.handle(request, response);
    }
}
