package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token of a session as a request carries it: in a browser's cookie, or in the Authorization header of a program.
 *
 * @param byCookie a browser sends it by itself, also when a page of somebody else makes it
 */
record SessionToken(String value, boolean byCookie) {
    private static final Pattern BEARER = Pattern.compile("Bearer ([A-Za-z0-9_-]{20,100})");

    static Optional<SessionToken> of(HttpServletRequest request, boolean secure) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            Matcher bearer = BEARER.matcher(authorization);
            return bearer.matches() ? Optional.of(new SessionToken(bearer.group(1), false)) : Optional.empty();
        }
        return SessionCookie.ofPortal(secure).in(request).map(token -> new SessionToken(token, true));
    }

    static void give(HttpServletResponse response, String token, boolean secure) {
        SessionCookie.ofPortal(secure).give(response, token);
    }

    static void takeBack(HttpServletResponse response, boolean secure) {
        SessionCookie.ofPortal(secure).takeBack(response);
    }
}
