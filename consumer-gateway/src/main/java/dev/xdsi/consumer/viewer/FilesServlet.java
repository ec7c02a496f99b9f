package dev.xdsi.consumer.viewer;

import dev.xdsi.consumer.portal.BrowserAddress;
import dev.xdsi.consumer.portal.ContentCoding;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** The viewer's files: compressed as they are kept where the client takes that, and not sent again to who has them. */
final class FilesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Addresses that the viewer's own page makes for itself. */
    private static final Set<String> PAGES = Set.of("/viewer", "/notfoundstudy", "/notfoundserver");

    /** As many as there are files, for nothing is remembered of what there is not. */
    private final transient Map<String, ViewerFile> files = new ConcurrentHashMap<>();

    private final transient BrowserAddress portal;

    FilesServlet(BrowserAddress portal) {
        this.portal = portal;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ViewerHeaders.set(response);
        String path = PAGES.contains(request.getRequestURI()) ? "/index.html" : request.getRequestURI();
        Optional<ViewerFile> file = file(path);
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (request.getRequestURI().equals("/")) {
            // The viewer shows what was chosen in the portal: there is nothing at its root.
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", portal.at(request, ""));
        } else if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            send(file.get(), request, response);
        }
    }

    private Optional<ViewerFile> file(String path) {
        ViewerFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ViewerFile> found = ViewerFile.at(path);
        found.ifPresent(file -> files.put(path, file));
        return found;
    }

    private static void send(ViewerFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean unpacked = file.compressed() && !ContentCoding.takesGzip(request);
        String etag = "\"" + file.etag() + (unpacked ? "-u" : "") + "\"";
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", file.forEver() ? "public, max-age=31536000, immutable" : "no-cache");
        if (file.compressed()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        if (file.isScript()) {
            ViewerHeaders.letWorkersDecode(response);
        }
        if (etag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.contentType());
        if (!unpacked) {
            response.setContentLengthLong(file.length());
        }
        if (file.compressed() && !unpacked) {
            response.setHeader("Content-Encoding", "gzip");
        }
        try (InputStream bytes = unpacked ? new GZIPInputStream(file.open()) : file.open()) {
            bytes.transferTo(response.getOutputStream());
        }
    }
}
