package dev.xdsi.soap;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What single clients may take of an endpoint: asked anew for each request, so that it may change while the endpoint is open.
 *
 * @param <L> what is limited
 */
@FunctionalInterface
public interface ClientLimits<L> {
    /** The same for everybody. */
    static <L> ClientLimits<L> alike(L limits) {
        return client -> limits;
    }

    /** @param client the certificate with which it calls, when there is one */
    L of(@Nullable X509Certificate client);
}
