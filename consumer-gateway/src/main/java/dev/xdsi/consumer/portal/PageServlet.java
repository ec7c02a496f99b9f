package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the portal's page with its style and script, which {@code web/} is built to, and nothing else. */
public final class PageServlet extends HttpServlet {
    /** One page for all of them: it finds out by itself what to show. */
    private static final Set<String> PAGES = Set.of("/", "/log-in", "/operations");

    private static final Pattern ASSET = Pattern.compile("/(assets/[A-Za-z0-9_-]{1,100}\\.(js|css))");

    /** The names of assets change with their content, all else is asked for again. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Assets are kept compressed beside what they are, as the build left them. */
    private record Resource(String name, String contentType, String cacheControl) {
        static Optional<Resource> at(String path) {
            if (PAGES.contains(path)) {
                return Optional.of(new Resource("index.html", "text/html;charset=utf-8", "no-cache"));
            }
            if (path.equals("/icon.svg")) {
                return Optional.of(new Resource("icon.svg", "image/svg+xml", "no-cache"));
            }
            Matcher asset = ASSET.matcher(path);
            return asset.matches() ? Optional.of(asset(asset.group(1))) : Optional.empty();
        }

        private static Resource asset(String name) {
            return new Resource(
                    name, (name.endsWith(".js") ? "text/javascript" : "text/css") + ";charset=utf-8", FOR_EVER);
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.set(response);
        Optional<Resource> resource = Resource.at(request.getRequestURI());
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (resource.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            send(resource.get(), request, response);
        }
    }

    private static void send(Resource resource, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Vary", "Accept-Encoding");
        if (ContentCoding.takesGzip(request)) {
            try (InputStream packed = stream(resource.name() + ".gz")) {
                if (packed != null) {
                    response.setHeader("Content-Encoding", "gzip");
                    send(resource, packed, response);
                    return;
                }
            }
        }
        try (InputStream in = stream(resource.name())) {
            if (in == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            send(resource, in, response);
        }
    }

    private static void send(Resource resource, InputStream in, HttpServletResponse response) throws IOException {
        response.setContentType(resource.contentType());
        response.setHeader("Cache-Control", resource.cacheControl());
        in.transferTo(response.getOutputStream());
    }

    private static @Nullable InputStream stream(String name) {
        return PageServlet.class.getResourceAsStream("app/" + name);
    }
}
