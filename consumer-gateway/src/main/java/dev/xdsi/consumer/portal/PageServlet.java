package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** {@code GET /}: the portal's page, its page to log in, with their style and scripts, and nothing else. */
public final class PageServlet extends HttpServlet {
    private static final Map<String, Resource> RESOURCES = Map.of(
            "/", new Resource("index.html", "text/html;charset=utf-8"),
            "/log-in", new Resource("log-in.html", "text/html;charset=utf-8"),
            "/log-in.js", new Resource("log-in.js", "text/javascript;charset=utf-8"),
            "/portal.css", new Resource("portal.css", "text/css;charset=utf-8"),
            "/portal.js", new Resource("portal.js", "text/javascript;charset=utf-8"),
            "/icon.svg", new Resource("icon.svg", "image/svg+xml"));

    private record Resource(String name, String contentType) {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.set(response);
        Resource resource = RESOURCES.get(request.getRequestURI());
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (resource == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            send(resource, response);
        }
    }

    private static void send(Resource resource, HttpServletResponse response) throws IOException {
        try (InputStream in = PageServlet.class.getResourceAsStream(resource.name())) {
            if (in == null) {
                throw new IOException("the program lacks its " + resource.name());
            }
            response.setContentType(resource.contentType());
            response.setHeader("Cache-Control", "no-cache");
            in.transferTo(response.getOutputStream());
        }
    }
}
