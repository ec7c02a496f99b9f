package dev.xdsi.consumer.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * A cookie that holds a token: no script reads it and no page of another site makes a browser send it.
 *
 * @param plainName without the prefix by which browsers refuse the cookie from anywhere but this very host over https
 */
record SessionCookie(String plainName, boolean secure) {
    /** Cookies know no ports: where both are on one host, only the name keeps the viewer's from the portal's. */
    static SessionCookie ofPortal(boolean secure) {
        return new SessionCookie("xdsi-session", secure);
    }

    static SessionCookie ofViewer(boolean secure) {
        return new SessionCookie("xdsi-viewer", secure);
    }

    Optional<String> in(HttpServletRequest request) {
        for (Cookie cookie : request.getCookies() == null ? new Cookie[0] : request.getCookies()) {
            if (cookie.getName().equals(name())) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    void give(HttpServletResponse response, String token) {
        response.setHeader("Set-Cookie", name() + "=" + token + attributes());
    }

    void takeBack(HttpServletResponse response) {
        response.setHeader("Set-Cookie", name() + "=; Max-Age=0" + attributes());
    }

    private String name() {
        return secure ? "__Host-" + plainName : plainName;
    }

    private String attributes() {
        return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}
