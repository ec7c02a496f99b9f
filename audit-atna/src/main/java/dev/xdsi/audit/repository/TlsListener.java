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
 *
 * <p>Strangers who fill what is theirs, or never end their handshake, leave nodes their places.
 */
final class TlsListener implements AuditRecordRepository.Listener {
    private static final int BATCH = 64;

    private final AuditRecordRepository repository;
    private final ServerSocket server;
    private final SSLContext context;
    private final ReceiverLimits limits;
    private final Semaphore places;
    private final UnprovenPeers unproven;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private TlsListener(
            AuditRecordRepository repository, ServerSocket server, SSLContext context, ReceiverLimits limits) {
        this.repository = repository;
        this.server = server;
        this.context = context;
        this.limits = limits;
        this.places = new Semaphore(limits.connections());
        this.unproven = new UnprovenPeers(limits.unproven());
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
                admit(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    repository.refuse("a connection", e);
                }
            }
        }
    }

    private void admit(Socket socket) throws IOException {
        if (unproven.enter(socket.getInetAddress())) {
            connections.add(socket);
            Thread.ofVirtual().name("audit-tls-connection").start(() -> serve(socket));
        } else {
            socket.close();
            repository.refuse(
                    socket.getInetAddress().getHostAddress(), new IOException("too many have not proven who they are"));
        }
    }

    private void serve(Socket tcp) {
        String sender = tcp.getInetAddress().getHostAddress();
        // Closing the TCP socket under the TLS one is a reset without close_notify, unless it has been closed in order.
        try (tcp) {
            SSLSocket tls = proven(tcp);
            sender = tls.getSession().getPeerPrincipal().getName();
            receiveInPlace(tls, sender);
            tcp.setSoLinger(false, 0);
            tls.close();
        } catch (IOException | RuntimeException e) {
            if (!server.isClosed()) {
                repository.refuse(sender, e);
            }
        } finally {
            connections.remove(tcp);
        }
    }

    /** A time-out of the socket would begin anew with every byte, so a watchman closes it under a handshake that does not end. */
    private SSLSocket proven(Socket tcp) throws IOException {
        Thread watchman = Thread.ofVirtual().name("audit-handshake-watch").start(() -> {
            try {
                Thread.sleep(limits.unproven().handshake());
                tcp.close();
            } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                repository.refuse("a stranger", e);
            }
        });
        try {
            tcp.setSoLinger(true, 0);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true);
            tls.setUseClientMode(false);
            tls.setNeedClientAuth(true);
            tls.startHandshake();
            return tls;
        } finally {
            watchman.interrupt();
            unproven.leave(tcp.getInetAddress());
        }
    }

    private void receiveInPlace(SSLSocket tls, String sender) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("all " + limits.connections() + " places are taken");
        }
        try {
            receive(tls, sender);
        } finally {
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
