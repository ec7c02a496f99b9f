package dev.xdsi.audit.repository;

import dev.xdsi.audit.syslog.OctetCounting;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Receives octet-counted messages over TLS (RFC 5425) from nodes that proved who they are. Syslog knows no
 * acknowledgement: a sender may take the orderly end of a connection for one, so a connection ends in order only when all
 * its messages are stored, and by a reset in every other case.
 */
final class TlsListener implements AuditRecordRepository.Listener {
    private static final int BATCH = 64;

    private final AuditRecordRepository repository;
    private final ServerSocket server;
    private final SSLContext context;
    private final ReceiverLimits limits;
    private final Semaphore places;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private TlsListener(
            AuditRecordRepository repository, ServerSocket server, SSLContext context, ReceiverLimits limits) {
        this.repository = repository;
        this.server = server;
        this.context = context;
        this.limits = limits;
        this.places = new Semaphore(limits.connections());
    }

    static TlsListener open(
            AuditRecordRepository repository, InetSocketAddress bind, SSLContext context, ReceiverLimits limits)
            throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(bind);
        TlsListener listener = new TlsListener(repository, server, context, limits);
        Thread.ofVirtual().name("audit-tls").start(listener::accept);
        return listener;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                places.acquire();
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().name("audit-tls-connection").start(() -> serve(socket));
            } catch (IOException e) {
                places.release();
                if (!server.isClosed()) {
                    repository.refuse("a connection", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(Socket tcp) {
        String sender = tcp.getInetAddress().getHostAddress();
        // Closing the TCP socket under the TLS one is a reset without close_notify, unless it has been closed in order.
        try (tcp) {
            tcp.setSoLinger(true, 0);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true);
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(true);
            tls.setSoTimeout(millis(limits.stall()));
            tls.startHandshake();
            sender = tls.getSession().getPeerPrincipal().getName();
            receive(tls, sender);
            tcp.setSoLinger(false, 0);
            tls.close();
        } catch (IOException | RuntimeException e) {
            if (!server.isClosed()) {
                repository.refuse(sender, e);
            }
        } finally {
            connections.remove(tcp);
            places.release();
        }
    }

    private void receive(SSLSocket socket, String sender) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        List<byte[]> batch = new ArrayList<>();
        long bytes = 0;
        for (Optional<byte[]> message = next(socket, in); message.isPresent(); message = next(socket, in)) {
            batch.add(message.get());
            bytes += message.get().length;
            if (batch.size() == BATCH || bytes >= limits.messageBytes() || in.available() == 0) {
                repository.accept(batch, sender);
                batch = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!batch.isEmpty()) {
            repository.accept(batch, sender);
        }
    }

    /** Between messages a sender may be silent for long, within one it may not. */
    private Optional<byte[]> next(SSLSocket socket, InputStream in) throws IOException {
        socket.setSoTimeout(millis(limits.silence()));
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        socket.setSoTimeout(millis(limits.stall()));
        return OctetCounting.read(in, limits.messageBytes());
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : connections) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the audit listener", e);
        }
    }
}
