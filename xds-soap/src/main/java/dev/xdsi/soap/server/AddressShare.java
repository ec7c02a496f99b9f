package dev.xdsi.soap.server;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** No address has so many connections that none are left for others, whoever may be behind it: this holds before anybody has proven who he is. */
final class AddressShare implements Connection.Listener {
    private final int most;
    private final Map<String, Integer> open = new HashMap<>();
    /** Whose each is: a connection that was closed does not know it any more. */
    private final IdentityHashMap<Connection, String> addresses = new IdentityHashMap<>();

    AddressShare(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (isOfNetwork(connection) && !enter(connection)) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        leave(connection);
    }

    private synchronized boolean enter(Connection connection) {
        String address = address(connection);
        addresses.put(connection, address);
        return open.merge(address, 1, Integer::sum) <= most;
    }

    private synchronized void leave(Connection connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (ignored, now) -> now > 1 ? now - 1 : null);
        }
    }

    /** Over TLS one connection of HTTP is within another. */
    private static boolean isOfNetwork(Connection connection) {
        return connection.getEndPoint() instanceof SocketChannelEndPoint;
    }

    private static String address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress internet
                ? String.valueOf(internet.getAddress())
                : "";
    }
}
