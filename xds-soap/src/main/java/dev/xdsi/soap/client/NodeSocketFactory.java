package dev.xdsi.soap.client;

import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Sockets of this node: its certificate, and only the protocols and suites it allows. */
final class NodeSocketFactory extends SSLSocketFactory {
    private final NodeTls tls;
    private final SSLSocketFactory factory;

    NodeSocketFactory(NodeTls tls) {
        this.tls = tls;
        this.factory = tls.context().getSocketFactory();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.cipherSuites().toArray(String[]::new);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return getDefaultCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return restricted(factory.createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return restricted(factory.createSocket(socket, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return restricted(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return restricted(factory.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return restricted(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return restricted(factory.createSocket(host, port, local, localPort));
    }

    private Socket restricted(Socket socket) {
        if (socket instanceof SSLSocket secure) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(tls.protocols().toArray(String[]::new));
            parameters.setCipherSuites(tls.cipherSuites().toArray(String[]::new));
            secure.setSSLParameters(parameters);
        }
        return socket;
    }
}
