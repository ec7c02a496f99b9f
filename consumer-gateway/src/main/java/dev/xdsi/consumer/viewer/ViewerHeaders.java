package dev.xdsi.consumer.viewer;

import jakarta.servlet.http.HttpServletResponse;

/**
 * What the viewer may do: nothing with any other host. OHIF's own parts set styles, and WebAssembly decodes compressed images. Some of
 * its decoders make functions of texts, as Emscripten once did; that is allowed in workers alone, which see no page.
 */
final class ViewerHeaders {
    private static final String OF_ALL =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
    private static final String OF_WORKERS = OF_ALL + " 'unsafe-eval'";

    private ViewerHeaders() {}

    /** A script heeds this policy only where it runs as a worker; where a page loads it, that page's policy holds. */
    static void letWorkersDecode(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", OF_WORKERS);
    }

    static void set(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", OF_ALL);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    }
}
