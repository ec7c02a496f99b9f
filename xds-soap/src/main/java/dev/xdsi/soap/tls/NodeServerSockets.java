package dev.xdsi.soap.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Ports of a secure node. TLS is laid over each accepted connection and not over the port, so that each is made with the
 * certificate and the trust of its moment.
 */
final class NodeServerSockets extends ServerSocketFactory {
    private static final int DEFAULT_BACKLOG = 50;

    private final SSLSocketFactory sockets;

    NodeServerSockets(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    private static final class Port extends ServerSocket {
        private final SSLSocketFactory sockets;

        Port(SSLSocketFactory sockets) throws IOException {
            this.sockets = sockets;
        }

        @Override
        public Socket accept() throws IOException {
            Socket tcp = super.accept();
            try {
                SSLSocket secure = (SSLSocket)
                        sockets.createSocket(tcp, tcp.getInetAddress().getHostAddress(), tcp.getPort(), true);
                secure.setUseClientMode(false);
                secure.setNeedClientAuth(true);
                return secure;
            } catch (IOException | RuntimeException unusable) {
                tcp.close();
                throw unusable;
            }
        }
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new Port(sockets);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, DEFAULT_BACKLOG);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return bound(new InetSocketAddress(port), backlog);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        return bound(new InetSocketAddress(address, port), backlog);
    }

    private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
        ServerSocket port = createServerSocket();
        try {
            port.bind(address, backlog);
            return port;
        } catch (IOException unavailable) {
            port.close();
            throw unavailable;
        }
    }
}
