package dev.xdsi.soap.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What holds for every answer: no guessing of content types, and no echo of requests. */
final class HardeningHandler extends Handler.Wrapper {
    HardeningHandler(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (request.getMethod().equals("TRACE") || request.getMethod().equals("TRACK")) {
            response.setStatus(HttpStatus.METHOD_NOT_ALLOWED_405);
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST");
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }
}
