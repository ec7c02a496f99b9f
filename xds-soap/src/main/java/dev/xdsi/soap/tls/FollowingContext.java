package dev.xdsi.soap.tls;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A TLS context that makes every new socket and engine in the context of the moment, with the given parameters. */
final class FollowingContext extends SSLContextSpi {
    private final Supplier<SSLContext> current;
    private final SSLParameters parameters;

    private FollowingContext(Supplier<SSLContext> current, SSLParameters parameters) {
        this.current = current;
        this.parameters = parameters;
    }

    static SSLContext of(Supplier<SSLContext> current, SSLParameters parameters) {
        SSLContext now = current.get();
        return new SSLContext(new FollowingContext(current, parameters), now.getProvider(), now.getProtocol()) {};
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("this context takes its keys from the node");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new NodeSocketFactory(() -> current.get().getSocketFactory(), parameters);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("a port outlives a certificate; use NodeTls.serverSockets()");
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return restricted(current.get().createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return restricted(current.get().createSSLEngine(host, port));
    }

    private SSLEngine restricted(SSLEngine engine) {
        engine.setEnabledProtocols(parameters.getProtocols());
        engine.setEnabledCipherSuites(parameters.getCipherSuites());
        return engine;
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return new SSLParameters(parameters.getCipherSuites(), parameters.getProtocols());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return engineGetDefaultSSLParameters();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return current.get().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return current.get().getClientSessionContext();
    }
}
