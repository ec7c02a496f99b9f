package dev.xdsi.consumer.portal;

import jakarta.servlet.http.Cookie;
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
        for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
            if (cookie.getName().equals(name(secure))) {
                return Optional.of(new SessionToken(cookie.getValue(), true));
            }
        }
        return Optional.empty();
    }

    static void give(HttpServletResponse response, String token, boolean secure) {
        response.setHeader("Set-Cookie", name(secure) + "=" + token + attributes(secure));
    }

    static void takeBack(HttpServletResponse response, boolean secure) {
        response.setHeader("Set-Cookie", name(secure) + "=; Max-Age=0" + attributes(secure));
    }

    /** The prefix lets browsers refuse the cookie from anywhere else. */
    private static String name(boolean secure) {
        return secure ? "__Host-xdsi-session" : "xdsi-session";
    }

    private static String attributes(boolean secure) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
