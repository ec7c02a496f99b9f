package dev.xdsi.soap.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Headers that are larger than an endpoint wants them of this client; larger ones than the server wants never come so far. */
final class LargeHeaders extends Handler.Wrapper {
    /** A colon and a space, and the end of the line. */
    private static final int AROUND_FIELD = 4;

    LargeHeaders(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (size(request) > AgreedLimits.of(request).headerBytes()) {
            Response.writeError(request, response, callback, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private static long size(Request request) {
        long size = 0;
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            size += field.getName().length() + (value == null ? 0 : value.length()) + AROUND_FIELD;
        }
        return size;
    }
}
