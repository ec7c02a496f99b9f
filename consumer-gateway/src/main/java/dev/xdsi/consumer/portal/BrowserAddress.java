package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/**
 * Where browsers reach another origin of this gateway. What nobody configured is the same host as the browser called, under another port:
 * it may know this machine by several names.
 *
 * @param configured the whole address, or empty
 */
public record BrowserAddress(String configured, int port) {
    URI of(HttpServletRequest request) {
        String base =
                configured.isEmpty() ? request.getScheme() + "://" + request.getServerName() + ":" + port : configured;
        return URI.create(base.endsWith("/") ? base : base + "/");
    }

    /** An address there, by its path without a slash at its begin. */
    public String at(HttpServletRequest request, String path) {
        return of(request) + path;
    }
}
