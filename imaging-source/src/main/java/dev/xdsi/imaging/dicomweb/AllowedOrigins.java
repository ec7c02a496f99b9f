package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/**
 * The origins of pages that browsers let read our answers (Fetch, 3.3; PS3.18 8.10): each by name, for an answer is for whoever the browser
 * says it is, with his certificate or token.
 *
 * @param origins as browsers write them, such as {@code https://viewer.example:8443}
 */
public record AllowedOrigins(Set<String> origins) {
    public static final AllowedOrigins NONE = new AllowedOrigins(Set.of());
    private static final String TEN_MINUTES = "600";

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /** Says whether the page that asks may read the answer. */
    public void mark(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        response.addHeader("Vary", "Origin");
        if (isAllowed(request)) {
            response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader(
                    "Access-Control-Expose-Headers",
                    "Accept-Ranges, Content-Length, Content-Location, Content-Range, ETag, Retry-After, Warning");
        }
    }

    /** Whether a browser asks beforehand what a page may send. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Answers that; who is not allowed is told nothing. */
    public void answerPreflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        if (isAllowed(request)) {
            response.setHeader("Access-Control-Allow-Methods", methods);
            response.setHeader(
                    "Access-Control-Allow-Headers",
                    "Accept, Authorization, Content-Type, If-Match, If-None-Match, If-Range, Range");
            response.setHeader("Access-Control-Max-Age", TEN_MINUTES);
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private boolean isAllowed(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && origins.contains(origin);
    }
}
