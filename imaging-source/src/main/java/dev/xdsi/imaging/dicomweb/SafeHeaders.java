package dev.xdsi.imaging.dicomweb;

import jakarta.servlet.http.HttpServletResponse;

/** Headers for answers about patients: kept by nobody on the way, and taken for nothing but what they are called. */
public final class SafeHeaders {
    private SafeHeaders() {}

    public static void on(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", "attachment");
    }
}
