package dev.xdsi.soap.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request, and before them the handshake, must be whole within some time. That a client says something now and then is not
 * enough: a byte at a time would hold a connection for ever (M23, M27). A connection that says nothing is idle, which is another matter.
 */
final class SlowHeaders extends AbstractLifeCycle {
    private static final int LOOKS = 4;

    private final ServerConnector connector;
    private final Duration limit;
    /** Since when handshakes are seen; of the watch alone. */
    private Map<EndPoint, Long> handshakes = new HashMap<>();

    private volatile Scheduler.@Nullable Task next;

    SlowHeaders(ServerConnector connector, Duration limit) {
        this.connector = connector;
        this.limit = limit;
    }

    @Override
    protected void doStart() {
        schedule();
    }

    @Override
    protected void doStop() {
        Scheduler.Task last = next;
        if (last != null) {
            last.cancel();
        }
    }

    private void schedule() {
        next = connector.getScheduler().schedule(this::look, limit.dividedBy(LOOKS));
    }

    /** The watch goes on whatever it meets: connections change while they are looked at. */
    private void look() {
        try {
            closeLate();
        } finally {
            if (isRunning()) {
                schedule();
            }
        }
    }

    private void closeLate() {
        Map<EndPoint, Long> seen = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = endPoint.getConnection();
            if (connection instanceof SslConnection secure && isShakingHands(secure)) {
                long since = handshakes.getOrDefault(endPoint, System.nanoTime());
                seen.put(endPoint, since);
                closeIfLate(endPoint, since);
            } else if (innermost(connection) instanceof HttpConnection http && isInHeaders(http.getParser())) {
                closeIfLate(endPoint, http.getParser().getBeginNanoTime());
            }
        }
        handshakes = seen;
    }

    private void closeIfLate(EndPoint endPoint, long since) {
        if (System.nanoTime() - since > limit.toNanos()) {
            endPoint.close();
        }
    }

    private static boolean isShakingHands(SslConnection secure) {
        return secure.getSSLEngine().getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static @Nullable Connection innermost(@Nullable Connection connection) {
        return connection instanceof SslConnection secure
                ? secure.getSslEndPoint().getConnection()
                : connection;
    }

    private static boolean isInHeaders(HttpParser parser) {
        return parser.inHeaderState() && !parser.isIdle();
    }
}
