package dev.xdsi.soap.reply;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The socket of one connection, which somebody else than who writes to it can end. It is the one below TLS: TLS closes itself by writing,
 * and so waits for the very write that is to end, or is interrupted with its thread and closes itself again and again.
 */
final class ReplySockets extends SSLSocketFactory {
    private final SSLSocketFactory secure;
    private @Nullable Socket below;
    private boolean cut;

    ReplySockets(SSLSocketFactory secure) {
        this.secure = secure;
    }

    /** Not connected, and without TLS, which comes when it is. */
    @Override
    public synchronized Socket createSocket() throws IOException {
        if (cut) {
            throw new SocketException("given up before it was connected");
        }
        Socket socket = new Socket();
        below = socket;
        return socket;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return secure.createSocket(connected, host, port, autoClose);
    }

    /** Whoever waits on it waits no more. */
    synchronized void cut() throws IOException {
        cut = true;
        if (below != null) {
            below.close();
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return secure.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return secure.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unwanted();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw unwanted();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unwanted();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw unwanted();
    }

    private static SocketException unwanted() {
        return new SocketException("a connection of an answer is connected with its own time-out");
    }
}
