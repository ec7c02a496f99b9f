package dev.xdsi.soap.server;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A port that, when it is closed, waits for the requests that run and for no connection that a caller merely keeps for its
 * next request. Jetty would give those a second each time.
 */
final class GracefulConnector extends ServerConnector {
    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(5);

    private final HttpLimits.Pace pace;

    GracefulConnector(Server server, HttpLimits.Pace pace, ConnectionFactory... factories) {
        super(server, factories);
        this.pace = pace;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        FileEndPoint endPoint = new FileEndPoint(channel, selector, key, getScheduler(), pace);
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        CompletableFuture<Void> allClosed = super.shutdown();
        Thread.ofVirtual().name(getName() + "-shutdown").start(() -> {
            // Again and again: a request that still runs leaves its connection to be closed afterwards.
            while (isRunning() && !allClosed.isDone()) {
                closeIdle();
                LockSupport.parkNanos(POLL);
            }
        });
        return allClosed;
    }

    private void closeIdle() {
        getConnectedEndPoints().stream()
                .map(endPoint -> innermost(endPoint.getConnection()))
                .filter(GracefulConnector::waitsForItsNextRequest)
                .forEach(Connection::close);
    }

    private static Connection innermost(Connection connection) {
        return connection instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : connection;
    }

    private static boolean waitsForItsNextRequest(Connection connection) {
        return connection instanceof HttpConnection http
                && http.getHttpChannel().getRequest() == null
                && http.getParser().isIdle();
    }
}
