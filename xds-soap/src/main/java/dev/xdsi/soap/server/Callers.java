package dev.xdsi.soap.server;

import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Says who calls, from what the connection proved. */
public final class Callers {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private Callers() {}

    /**
     * The node behind an HTTP request.
     *
     * @param userId how the caller names itself: its {@code wsa:ReplyTo} in SOAP, else {@link Caller#ANONYMOUS}
     */
    public static Caller of(HttpServletRequest request, String userId) {
        return new Caller(new Caller.Node(request.getRemoteAddr(), userId, certificateSubject(request)), null);
    }

    private static @Nullable String certificateSubject(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0].getSubjectX500Principal().getName()
                : null;
    }
}
