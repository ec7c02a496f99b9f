package dev.xdsi.soap.server;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/** Tells of handshakes that failed. A peer that only opened a connection and went away again has claimed nothing. */
record FailedHandshakes(HttpListener.Refusals refusals) implements SslHandshakeListener {
    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        if (failure instanceof SSLException) {
            refusals.refused(address(event.getEndPoint().getRemoteSocketAddress()), failure);
        }
    }

    private static String address(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : String.valueOf(peer);
    }
}
