package dev.xdsi.soap.server;

import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says who calls over HTTP, from what the connection and the request prove. */
@FunctionalInterface
public interface Callers {
    /** The node alone; what a request says about a user is not looked at. */
    Callers NODES = (request, response) -> Optional.of(new Caller(node(request, Caller.ANONYMOUS), null));

    /** Who calls; nothing when that was not proven, and the answer that says so has been given. */
    Optional<Caller> of(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** The node alone, as a caller. */
    static Caller of(HttpServletRequest request, String userId) {
        return new Caller(node(request, userId), null);
    }

    /**
     * The node behind a request.
     *
     * @param userId how the caller names itself: its {@code wsa:ReplyTo} in SOAP, else {@link Caller#ANONYMOUS}
     */
    static Caller.Node node(HttpServletRequest request, String userId) {
        X509Certificate certificate = certificate(request);
        return new Caller.Node(
                request.getRemoteAddr(),
                userId,
                certificate == null
                        ? null
                        : certificate.getSubjectX500Principal().getName());
    }

    /** The TLS client certificate, when there was one. */
    static @Nullable X509Certificate certificate(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] chain
                        && chain.length > 0
                ? chain[0]
                : null;
    }
}
