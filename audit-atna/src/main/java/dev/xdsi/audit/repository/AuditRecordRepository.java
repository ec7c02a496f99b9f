package dev.xdsi.audit.repository;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Audit Record Repository's side of Record Audit Event [ITI-20]: syslog over TLS with mutual authentication, and UDP. */
public final class AuditRecordRepository implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditRecordRepository.class);

    private final AuditRecordStore store;
    private final InstantSource clock;
    private final ReceiverLimits limits;
    private final List<Listener> listeners = new ArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** Something that listens on an address until it is closed. */
    sealed interface Listener extends AutoCloseable permits TlsListener, UdpListener {
        InetSocketAddress address();

        @Override
        void close();
    }

    public AuditRecordRepository(AuditRecordStore store, InstantSource clock, ReceiverLimits limits) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
    }

    /** Listens for syslog over TLS (RFC 5425) and returns the address, with the port chosen if 0 was given. */
    public InetSocketAddress listenTls(InetSocketAddress bind, SSLContext context) throws IOException {
        return listening(TlsListener.open(this, bind, context, limits));
    }

    /** Listens for syslog over UDP (RFC 5426). */
    public InetSocketAddress listenUdp(InetSocketAddress bind) throws IOException {
        return listening(UdpListener.open(this, bind));
    }

    private InetSocketAddress listening(Listener listener) {
        listeners.add(listener);
        return listener.address();
    }

    public AuditRecordStore store() {
        return store;
    }

    /** How many messages were stored since start, those sent again included. */
    public long received() {
        return received.get();
    }

    /** How many connections ended because of what the peer did, or because the store failed. */
    public long refused() {
        return refused.get();
    }

    /** Stores these messages before the sender is given any sign that they arrived. */
    void accept(List<byte[]> messages, String sender) {
        store.add(messages.stream()
                .map(message -> AuditRecordReader.read(message, clock.instant(), sender))
                .toList());
        received.addAndGet(messages.size());
    }

    void refuse(String sender, Exception reason) {
        refused.incrementAndGet();
        LOG.warn("Audit messages from {} were refused: {}", sender, reason.toString());
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }
}
