package dev.xdsi.soap.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Requests that are refused before their bodies have come whole. Of a small body the rest is awaited, so that the
 * connection stays; otherwise the client is told that it ends (RFC 9112: 9.6). Jetty closes such a connection, and a
 * client that is not told would send its next request into it and get no answer.
 */
final class UnreadBodies extends Handler.Wrapper {
    /** In bytes: what is read for nothing costs less than a new connection with its handshake. */
    private static final long SMALL = 64 << 10;

    UnreadBodies(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, new Refusal(request, response), callback);
    }

    private static final class Refusal extends Response.Wrapper {
        private Refusal(Request request, Response response) {
            super(request, response);
        }

        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (!isCommitted() && getStatus() >= HttpStatus.BAD_REQUEST_400 && !isRead()) {
                getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            }
            super.write(last, content, callback);
        }

        private boolean isRead() {
            if (isSmall()) {
                try {
                    Content.Source.consumeAll(getRequest());
                    return true;
                } catch (IOException e) {
                    // Whoever does not send what he announced is cut off; the answer may still reach him.
                    return false;
                }
            }
            return hasCome();
        }

        /** Without what Jetty's own way does to the rest, which is that nobody can read it any more. */
        private boolean hasCome() {
            long read = 0;
            for (Content.Chunk chunk = getRequest().read();
                    chunk != null;
                    chunk = getRequest().read()) {
                read += chunk.remaining();
                chunk.release();
                if (Content.Chunk.isFailure(chunk) || chunk.isLast() || read > SMALL) {
                    return chunk.isLast() && !Content.Chunk.isFailure(chunk);
                }
            }
            return false;
        }

        private boolean isSmall() {
            long length = getRequest().getLength();
            return length >= 0 && length <= SMALL && !getRequest().getHeaders().contains(HttpHeader.EXPECT);
        }
    }
}
