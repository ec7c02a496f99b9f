package dev.xdsi.soap.server;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * No client has more requests under way at one endpoint than its share, and no endpoint more than its own: whoever has too many is told to
 * come again, before his body is read, and nobody else notices. A client is who its certificate says, else its address.
 */
final class RequestShares extends Handler.Wrapper {
    private static final String SECONDS = "5";

    private final Map<String, Integer> ofEndpoint = new HashMap<>();
    private final Map<Client, Integer> ofClient = new HashMap<>();

    private record Client(String endpoint, String name) {}

    RequestShares(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Client client = client(request);
        if (!begin(client, AgreedLimits.of(request))) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, SECONDS);
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        Request.addCompletionListener(request, failure -> end(client));
        return super.handle(request, response, callback);
    }

    private synchronized boolean begin(Client client, HttpLimits.Endpoint most) {
        int here = ofEndpoint.getOrDefault(client.endpoint(), 0);
        int his = ofClient.getOrDefault(client, 0);
        if (here >= most.requests() || his >= most.ofClient()) {
            return false;
        }
        ofEndpoint.put(client.endpoint(), here + 1);
        ofClient.put(client, his + 1);
        return true;
    }

    private synchronized void end(Client client) {
        ofEndpoint.computeIfPresent(client.endpoint(), (endpoint, here) -> here == 1 ? null : here - 1);
        ofClient.computeIfPresent(client, (same, his) -> his == 1 ? null : his - 1);
    }

    private static Client client(Request request) {
        return new Client(HttpLimits.endpoint(Request.getPathInContext(request)), name(request));
    }

    private static String name(Request request) {
        X509Certificate certificate = certificate(request);
        return certificate == null
                ? Request.getRemoteAddr(request)
                : certificate.getSubjectX500Principal().getName();
    }

    /** The TLS client certificate, when there was one. */
    static @Nullable X509Certificate certificate(Request request) {
        X509Certificate[] chain =
                request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData tls
                        ? tls.peerCertificates()
                        : null;
        return chain == null || chain.length == 0 ? null : chain[0];
    }
}
