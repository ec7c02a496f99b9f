package dev.xdsi.soap.server;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SocketChannelEndPoint;

/** No address has so many connections that none are left for others, whoever may be behind it: this holds before anybody has proven who he is. */
final class AddressShare implements Connection.Listener {
    private final int most;
    private final Map<String, Integer> open = new HashMap<>();

    AddressShare(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (isOfNetwork(connection) && count(address(connection), 1) > most) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (isOfNetwork(connection)) {
            count(address(connection), -1);
        }
    }

    private synchronized int count(String address, int more) {
        int now = open.getOrDefault(address, 0) + more;
        if (now > 0) {
            open.put(address, now);
        } else {
            open.remove(address);
        }
        return now;
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
