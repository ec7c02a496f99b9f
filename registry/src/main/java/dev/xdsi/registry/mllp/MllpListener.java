package dev.xdsi.registry.mllp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for senders of HL7 v2 messages, and serves each in a virtual thread of its own. */
public final class MllpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);
    private static final int BACKLOG = 64;
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofMillis(100);

    private final ServerSocket server;
    private final MllpPort port;
    private final Service service;
    private final Semaphore places;
    private final Watchdog watchdog = new Watchdog();
    private final Set<MllpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * What is done at a port.
     *
     * @param strangers hears of peers, by their address, that could not prove which node they are
     */
    public record Service(MessageHandler handler, MllpLimits limits, BiConsumer<String, Throwable> strangers) {}

    private MllpListener(ServerSocket server, MllpPort port, Service service) {
        this.server = server;
        this.port = port;
        this.service = service;
        this.places = new Semaphore(service.limits().connections());
    }

    /** Opens the port and begins to accept. */
    public static MllpListener open(MllpPort port, Service service) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(port.bind(), BACKLOG);
        } catch (IOException taken) {
            server.close();
            throw taken;
        }
        MllpListener listener = new MllpListener(server, port, service);
        Thread.ofPlatform()
                .daemon()
                .name("mllp-" + listener.address().getPort())
                .start(listener::accept);
        return listener;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!stopping) {
            try {
                admit(server.accept());
            } catch (IOException | RuntimeException trouble) {
                if (!stopping) {
                    LOG.error("cannot accept at {}", port.address(), trouble);
                    pause();
                }
            }
        }
    }

    /** Too many open files do not go away faster by asking again at once. */
    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_TROUBLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void admit(Socket tcp) {
        if (!places.tryAcquire()) {
            LOG.warn(
                    "{} has its {} connections; {} is sent away",
                    port.address(),
                    service.limits().connections(),
                    tcp);
            Watchdog.cut(tcp);
            return;
        }
        MllpConnection connection = new MllpConnection(tcp, service, watchdog);
        connections.add(connection);
        Thread.ofVirtual().name("mllp-" + tcp.getRemoteSocketAddress()).start(() -> {
            try {
                connection.run(port.tls());
            } finally {
                connections.remove(connection);
                places.release();
            }
        });
        if (stopping) {
            connection.stop();
        }
    }

    /** Takes no more messages; those that are being worked on get their answers, for a while. */
    @Override
    public void close() throws IOException, InterruptedException {
        stopping = true;
        server.close();
        connections.forEach(MllpConnection::stop);
        try {
            int all = service.limits().connections();
            if (places.tryAcquire(all, GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(all);
            }
        } finally {
            connections.forEach(MllpConnection::cut);
            watchdog.close();
        }
    }
}
