package dev.xdsi.soap.server;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server: one site, offered on one or several ports, each plain or with mutual TLS. */
public final class HttpServer implements AutoCloseable {
    private static final int PLATFORM_THREADS = 32;
    /** What is read from a connection at once, in bytes; only a connection from which is read has such a buffer. */
    private static final int INPUT_BUFFER = 256 * 1024;
    /** Bytes of buffers that are kept for the next request, in the heap and outside of it each. */
    private static final long KEPT_BUFFERS = 32L << 20;

    private final Server server;
    private final Map<String, ServerConnector> connectors = new LinkedHashMap<>();

    private HttpServer(Server server) {
        this.server = server;
    }

    /**
     * Starts serving.
     *
     * @param name of the server's threads
     * @throws CannotListenException when that is not possible at one of the ports; then none is listened on
     */
    public static HttpServer start(String name, HttpSite site, List<HttpListener> listeners, HttpLimits limits) {
        return start(name, site, listeners, limits, HttpAnswers.UNHEARD);
    }

    /** The same, with who hears of its answers. */
    public static HttpServer start(
            String name, HttpSite site, List<HttpListener> listeners, HttpLimits limits, HttpAnswers answers) {
        Server server = new Server(threads(name, limits), null, buffers());
        HttpServer http = new HttpServer(server);
        server.setStopTimeout(limits.stop().toMillis());
        server.setErrorHandler(new PlainErrors());
        Handler bounded = new AgreedLimits(
                new LargeHeaders(new RequestShares(new SlowBodies(servlets(site), limits.pace()))), limits);
        server.setHandler(
                new GracefulHandler(new AnswersHandler(new HardeningHandler(new UnreadBodies(bounded)), answers)));
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        AddressShare ofAddress = new AddressShare(limits.shares().connectionsOfAddress());
        try {
            for (HttpListener listener : listeners) {
                http.listen(listener, limits, ofAddress);
            }
            server.start();
        } catch (RuntimeException e) {
            http.close();
            throw e;
        } catch (Exception e) {
            http.close();
            throw new IllegalStateException("the HTTP server " + name + " does not start", e);
        }
        return http;
    }

    /** The port that the listener with this configuration key has, which is of interest where it asked for any. */
    public int port(String configurationKey) {
        ServerConnector connector = connectors.get(configurationKey);
        if (connector == null) {
            throw new IllegalArgumentException("no listener has the key " + configurationKey);
        }
        return connector.getLocalPort();
    }

    /** Takes no more requests and waits a while for those that run. */
    @Override
    public void close() {
        try {
            server.stop();
            // A server that never started does not close what was opened for it.
            connectors.values().forEach(ServerConnector::close);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        }
    }

    private void listen(HttpListener listener, HttpLimits limits, AddressShare ofAddress) {
        ServerConnector connector = switch (listener) {
            case HttpListener.Plain plain -> new GracefulConnector(server, limits.pace(), http(limits));
            case HttpListener.MutualTls secure ->
                new GracefulConnector(server, limits.pace(), tls(secure), https(limits));
        };
        if (listener instanceof HttpListener.MutualTls secure) {
            connector.addBean(new FailedHandshakes(secure.refusals()));
        }
        connector.addBean(ofAddress);
        connector.addBean(new SlowHeaders(connector, limits.pace().headers()));
        connector.setName(listener.configurationKey());
        connector.setHost(listener.address());
        connector.setPort(listener.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        try {
            // Before anything is started: a taken port then leaves no half-started server behind.
            connector.open();
        } catch (IOException e) {
            throw new CannotListenException(listener, e);
        }
        connectors.put(listener.configurationKey(), connector);
        server.addConnector(connector);
    }

    private static QueuedThreadPool threads(String name, HttpLimits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS);
        threads.setName(name);
        threads.setDaemon(false);
        // A request that waits holds little: connections are what is limited.
        threads.setVirtualThreadsExecutor(new RequestThreads(name, 2 * limits.connections()));
        return threads;
    }

    /** Jetty's own pool keeps no buffer above 64 KiB: each request would get a new one, and the collector all of them. */
    private static ByteBufferPool buffers() {
        return new ArrayByteBufferPool.Quadratic(0, INPUT_BUFFER, Integer.MAX_VALUE, KEPT_BUFFERS, KEPT_BUFFERS);
    }

    private static ServletContextHandler servlets(HttpSite site) {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        context.setErrorHandler(new PlainErrors());
        // One holder per servlet, however many paths lead to it.
        Map<Object, ServletHolder> holders = new LinkedHashMap<>();
        site.servlets()
                .forEach((path, servlet) -> context.addServlet(
                        holders.computeIfAbsent(servlet, ignored -> new ServletHolder(servlet)), path));
        return context;
    }

    private static HttpConnectionFactory http(HttpLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(limits.requestHeaderBytes());
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setSendDateHeader(true);
        HttpConnectionFactory factory = new HttpConnectionFactory(configuration);
        factory.setInputBufferSize(INPUT_BUFFER);
        return factory;
    }

    private static HttpConnectionFactory https(HttpLimits limits) {
        HttpConnectionFactory factory = http(limits);
        // Partners call secure nodes by address as by name: what proves a node is its certificate's chain.
        factory.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
        return factory;
    }

    private static SslConnectionFactory tls(HttpListener.MutualTls listener) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(listener.tls().context());
        factory.setNeedClientAuth(true);
        factory.setExcludeProtocols();
        factory.setIncludeProtocols(listener.tls().protocols().toArray(String[]::new));
        factory.setExcludeCipherSuites();
        // Jetty would keep sessions of its own past a change of trust.
        factory.setSessionCachingEnabled(false);
        factory.setIncludeCipherSuites(listener.tls().cipherSuites().toArray(String[]::new));
        factory.setRenegotiationAllowed(false);
        factory.setSniRequired(false);
        SslConnectionFactory connections = new SslConnectionFactory(factory, "http/1.1");
        // Java's AES-GCM works on arrays: bytes outside of the heap it copies there and back.
        connections.setDirectBuffersForEncryption(false);
        return connections;
    }
}
