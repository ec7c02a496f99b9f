package dev.xdsi.soap.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets of this node: its certificate of the moment, and only the protocols and suites it allows. */
final class NodeSocketFactory extends SSLSocketFactory {
    private final Supplier<SSLSocketFactory> current;
    private final SSLParameters allowed;

    NodeSocketFactory(Supplier<SSLSocketFactory> current, SSLParameters allowed) {
        this.current = current;
        this.allowed = allowed;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return allowed.getCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return getDefaultCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return restricted(current.get().createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return restricted(current.get().createSocket(socket, host, port, autoClose));
    }

    /** For the side that was called: what was read of the connection already belongs to the handshake. */
    @Override
    public Socket createSocket(Socket socket, @Nullable InputStream consumed, boolean autoClose) throws IOException {
        return restricted(current.get().createSocket(socket, consumed, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return restricted(current.get().createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return restricted(current.get().createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return restricted(current.get().createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return restricted(current.get().createSocket(host, port, local, localPort));
    }

    private Socket restricted(Socket socket) {
        if (socket instanceof SSLSocket secure) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(allowed.getProtocols());
            parameters.setCipherSuites(allowed.getCipherSuites());
            secure.setSSLParameters(parameters);
        }
        return socket;
    }
}
