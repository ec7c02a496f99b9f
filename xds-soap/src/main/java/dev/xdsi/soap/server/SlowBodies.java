package dev.xdsi.soap.server;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A body must come at some pace, and to an end. Only the time counts in which this node waits for the client, so that whoever is kept waiting himself is
 * never blamed for it.
 */
final class SlowBodies extends Handler.Wrapper {
    private final HttpLimits.Pace pace;

    SlowBodies(Handler next, HttpLimits.Pace pace) {
        super(next);
        this.pace = pace;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Watched(request, pace), response, callback);
    }

    private static final class Watched extends Request.Wrapper {
        private static final double SECOND = 1e9;

        private final HttpLimits.Pace pace;
        private final Duration whole;
        private final AtomicLong waited = new AtomicLong();
        private long read;

        Watched(Request request, HttpLimits.Pace pace) {
            super(request);
            this.pace = pace;
            this.whole = AgreedLimits.of(request).whole();
        }

        @Override
        public void demand(Runnable available) {
            long since = System.nanoTime();
            super.demand(() -> {
                waited.addAndGet(System.nanoTime() - since);
                available.run();
            });
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk == null || Content.Chunk.isFailure(chunk)) {
                return chunk;
            }
            read += chunk.remaining();
            if (chunk.isLast() || !(isTooSlow() || isTooLate())) {
                return chunk;
            }
            chunk.release();
            return Content.Chunk.from(
                    new TimeoutException(
                            isTooLate()
                                    ? "the body is not whole after " + whole
                                    : "the body comes more slowly than " + pace.bytesInSecond() + " bytes/s"),
                    true);
        }

        private boolean isTooLate() {
            return waited.get() > whole.toNanos();
        }

        private boolean isTooSlow() {
            long time = waited.get();
            return time > pace.grace().toNanos() && read < pace.bytesInSecond() * time / SECOND;
        }
    }
}
