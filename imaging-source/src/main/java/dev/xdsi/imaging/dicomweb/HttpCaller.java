package dev.xdsi.imaging.dicomweb;

import dev.xdsi.transaction.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Who calls over HTTP without SOAP: an address, and the certificate where the connection is mutually authenticated. */
public final class HttpCaller {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private HttpCaller() {}

    public static Caller of(HttpServletRequest request) {
        String subject = subject(request);
        String address = request.getRemoteAddr();
        return new Caller(new Caller.Node(address, subject == null ? address : subject, subject), null);
    }

    private static @Nullable String subject(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0].getSubjectX500Principal().getName()
                : null;
    }
}
