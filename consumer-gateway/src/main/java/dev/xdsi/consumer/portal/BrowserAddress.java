package dev.xdsi.consumer.portal;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/**
 * Where browsers reach another origin of this gateway. What nobody configured is the same host as the browser called, under another port:
 * it may know this machine by several names.
 *
 * @param configured the whole address, or empty
 */
public record BrowserAddress(String configured, int port) {
    private static final String ORIGIN = BrowserAddress.class.getName();

    URI of(HttpServletRequest request) {
        String base =
                configured.isEmpty() ? request.getScheme() + "://" + request.getServerName() + ":" + port : configured;
        return URI.create(base.endsWith("/") ? base : base + "/");
    }

    /**
     * A servlet of this origin which says addresses as browsers reach them, where a proxy stands before it and that was configured. Of
     * several around each other, the outermost counts.
     */
    public HttpServlet serving(HttpServlet servlet) {
        return configured.isEmpty() ? servlet : new Serving(servlet, configured.replaceFirst("/+$", ""));
    }

    /** Scheme, host and port by which the browser reaches the servlet that is asked. */
    public static String origin(HttpServletRequest request) {
        if (request.getAttribute(ORIGIN) instanceof String origin) {
            return origin;
        }
        String url = request.getRequestURL().toString();
        int path = url.indexOf('/', url.indexOf("//") + 2);
        return path < 0 ? url : url.substring(0, path);
    }

    private static final class Serving extends HttpServlet {
        private static final long serialVersionUID = 1L;
        private final HttpServlet behind;
        private final String origin;

        Serving(HttpServlet behind, String origin) {
            this.behind = behind;
            this.origin = origin;
        }

        @Override
        public void init(ServletConfig config) throws ServletException {
            super.init(config);
            behind.init(config);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if (request.getAttribute(ORIGIN) == null) {
                request.setAttribute(ORIGIN, origin);
            }
            behind.service(request, response);
        }

        @Override
        public void destroy() {
            behind.destroy();
        }
    }

    /** An address there, by its path without a slash at its begin. */
    public String at(HttpServletRequest request, String path) {
        return of(request) + path;
    }
}
