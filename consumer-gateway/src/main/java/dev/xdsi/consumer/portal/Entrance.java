package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;

/** Finds the session in which a request comes, for the servlet behind. */
@FunctionalInterface
interface Entrance {
    /** Remembers the session at the request, or refuses. */
    void enter(HttpServletRequest request) throws ApiRefusal;
}
