package dev.xdsi.soap.server;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds once what an endpoint bears of this client, so that a request has the same limits from its headers to its last byte. */
final class AgreedLimits extends Handler.Wrapper {
    private static final String ATTRIBUTE = AgreedLimits.class.getName();

    private final HttpLimits limits;

    AgreedLimits(Handler next, HttpLimits limits) {
        super(next);
        this.limits = limits;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        request.setAttribute(
                ATTRIBUTE, limits.at(Request.getPathInContext(request), RequestShares.certificate(request)));
        return super.handle(request, response, callback);
    }

    /** Of a request that came this way. */
    static HttpLimits.Endpoint of(Request request) {
        if (request.getAttribute(ATTRIBUTE) instanceof HttpLimits.Endpoint agreed) {
            return agreed;
        }
        throw new IllegalStateException("nobody has asked for the limits of this request");
    }
}
