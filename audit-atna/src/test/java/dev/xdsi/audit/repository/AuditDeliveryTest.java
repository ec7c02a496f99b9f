package dev.xdsi.audit.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.AuditContext;
import dev.xdsi.audit.AuditEvent;
import dev.xdsi.audit.AuditSource;
import dev.xdsi.audit.AuditTrail;
import dev.xdsi.audit.AuditedObject;
import dev.xdsi.audit.AuditedTransaction;
import dev.xdsi.audit.SystemEvents;
import dev.xdsi.audit.TestNodes;
import dev.xdsi.audit.repository.AuditRecord.Stored;
import dev.xdsi.audit.spool.AuditSpool;
import dev.xdsi.audit.spool.FileAuditSpool;
import dev.xdsi.audit.spool.InMemoryAuditSpool;
import dev.xdsi.audit.syslog.AuditSender;
import dev.xdsi.audit.syslog.SyslogTarget;
import dev.xdsi.transaction.Caller;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sender and the repository over real sockets, in peace and with each of them failing. */
@Tag("integration")
@Timeout(90)
class AuditDeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final InstantSource CLOCK = InstantSource.system();
    private static final AuditContext CONTEXT = new AuditContext(
            new AuditSource("Universitätsspital", "gateway", AuditSource.Type.APPLICATION_SERVER), "4711", "gw");
    private static final AuditSender.Schedule QUICK =
            new AuditSender.Schedule(Duration.ofMillis(50), 1000, Duration.ofMillis(10), Duration.ofMillis(50));
    private static final SyslogTarget.TimeOuts SHORT =
            new SyslogTarget.TimeOuts(Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final TestNodes nodes = new TestNodes();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final FailingStore store = new FailingStore();
    private final AuditSpool spool = new InMemoryAuditSpool(64 << 20);
    private final AuditTrail trail = new AuditTrail(spool, CONTEXT, CLOCK, 8 << 20);

    /** A store that can be told to fail. */
    private static final class FailingStore implements AuditRecordStore {
        private final InMemoryAuditRecordStore records = new InMemoryAuditRecordStore();
        private volatile int failures;
        private volatile int attempts;

        @Override
        public synchronized void add(List<AuditRecord> added) {
            attempts++;
            if (attempts <= failures) {
                throw new IllegalStateException("the disk is full");
            }
            records.add(added);
        }

        @Override
        public List<Stored> newest(int limit) {
            return records.newest(limit);
        }

        @Override
        public List<Stored> after(long number, int limit) {
            return records.after(number, limit);
        }

        @Override
        public List<Stored> ofPatient(String patientId, int limit) {
            return records.ofPatient(patientId, limit);
        }

        @Override
        public List<Stored> ofType(String eventType, int limit) {
            return records.ofType(eventType, limit);
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private <T extends AutoCloseable> T closing(T one) {
        open.push(one);
        return one;
    }

    private AuditRecordRepository repository() {
        return closing(new AuditRecordRepository(store, CLOCK, ReceiverLimits.DEFAULT));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private AuditSender sender(AuditSpool from, int port) {
        return sender(from, "127.0.0.1", port);
    }

    private AuditSender sender(AuditSpool from, String host, int port) {
        var target = new SyslogTarget.Tls(host, port, nodes.node("sender"), SHORT);
        return closing(new AuditSender(from, target, QUICK, CLOCK).start());
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            trail.record(SystemEvents.applicationStart(CONTEXT));
        }
    }

    private List<AuditRecord> stored() {
        return store.after(0, 100_000).stream().map(Stored::record).toList();
    }

    @Test
    void whatIsRecordedArrivesOnceAndCanBeFound() throws Exception {
        int port = repository().listenTls(loopback(0), nodes.node("arr")).getPort();
        AuditSender sender = sender(spool, port);
        var caller = new Caller(new Caller.Node("10.0.0.1", "Ünïcode漢", null), null);
        trail.record(AuditEvent.served(AuditedTransaction.ITI_18, caller, CONTEXT, URI.create("https://gw/registry"))
                .object(AuditedObject.patient("1^^^&1.2&ISO"))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, "urn:uuid:1", "<q>ß</q>".getBytes(UTF_8)))
                .build());
        record(500);

        assertThat(sender.flush(LONG)).isTrue();
        assertThat(stored()).hasSize(501);
        AuditRecord query = store.ofPatient("1^^^&1.2&ISO", 10).getFirst().record();
        assertThat(query.problem()).isNull();
        assertThat(query.sender()).isEqualTo("CN=sender");
        assertThat(query.content().eventTypes()).containsExactly("ITI-18");
        assertThat(query.content().eventId()).isEqualTo("110112");
        assertThat(query.content().users()).containsExactly("Ünïcode漢", "https://gw/registry");
        assertThat(query.content().subjects().others()).containsExactly("urn:uuid:1");
        assertThat(query.message()).contains("Universitätsspital");
        assertThat(sender.status()).isEqualTo(new AuditSender.Status(0, 501, 0, null, null));
    }

    @Test
    void messagesOfAnySizeGoOverTls() throws Exception {
        int port = repository().listenTls(loopback(0), nodes.node("arr")).getPort();
        String query = "é".repeat(1 << 20);
        trail.record(AuditEvent.served(
                        AuditedTransaction.ITI_18, Caller.self("x"), CONTEXT, URI.create("https://gw/registry"))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, "urn:uuid:1", query.getBytes(UTF_8)))
                .build());
        assertThat(sender(spool, port).flush(LONG)).isTrue();
        assertThat(stored())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.message()).hasSizeGreaterThan(2 << 20).endsWith("</AuditMessage>"));
    }

    @Test
    void aRepositoryThatComesLateGetsEverything() throws Exception {
        int port;
        try (AuditRecordRepository early = new AuditRecordRepository(store, CLOCK, ReceiverLimits.DEFAULT)) {
            port = early.listenTls(loopback(0), nodes.node("arr")).getPort();
        }
        AuditSender sender = sender(spool, port);
        Instant before = CLOCK.instant();
        record(20);
        Instant after = CLOCK.instant();
        assertThat(sender.flush(Duration.ofMillis(300))).isFalse();
        assertThat(sender.status().healthy()).isFalse();
        assertThat(sender.status().backlog()).isEqualTo(20);
        assertThat(sender.waitingSince())
                .hasValueSatisfying(since -> assertThat(since).isBetween(before.truncatedTo(ChronoUnit.MICROS), after));

        repository().listenTls(loopback(port), nodes.node("arr"));
        assertThat(sender.flush(LONG)).isTrue();
        assertThat(sender.waitingSince()).isEmpty();
        assertThat(stored()).hasSize(20);
        assertThat(sender.status().healthy()).isTrue();
    }

    @Test
    void aStoreThatFailsIsNoDelivery() throws Exception {
        store.failures = 3;
        AuditRecordRepository repository = repository();
        AuditSender sender = sender(
                spool, repository.listenTls(loopback(0), nodes.node("arr")).getPort());
        record(300);
        assertThat(sender.flush(LONG)).isTrue();
        assertThat(stored()).hasSize(300);
        assertThat(sender.status().failures()).isPositive();
        assertThat(repository.refused()).isEqualTo(3);
    }

    @Test
    void aSenderWithoutACertificateWeTrustIsRefusedAndKeepsItsMessages() throws Exception {
        AuditRecordRepository repository = repository();
        int port =
                repository.listenTls(loopback(0), new TestNodes().node("arr")).getPort();
        AuditSender sender = sender(spool, port);
        record(1);
        assertThat(sender.flush(Duration.ofMillis(500))).isFalse();
        assertThat(stored()).isEmpty();
        assertThat(sender.status().backlog()).isEqualTo(1);
        assertThat(sender.status().failing()).isNotNull();
    }

    @Test
    void aRepositoryWhoseCertificateExpiredGetsNothing() throws Exception {
        int port = repository()
                .listenTls(loopback(0), nodes.node("arr", Duration.ofDays(-1)))
                .getPort();
        AuditSender sender = sender(spool, port);
        record(1);
        assertThat(sender.flush(Duration.ofMillis(500))).isFalse();
        assertThat(stored()).isEmpty();
    }

    /** Whoever can lead the name elsewhere may have a certificate of his own. */
    @Test
    void onlyTheRepositoryWhoseCertificateHasTheNameGetsRecords() throws Exception {
        int elsewhere = repository()
                .listenTls(loopback(0), nodes.nodeAt("elsewhere.example", "other"))
                .getPort();
        int meant = repository()
                .listenTls(loopback(0), nodes.nodeAt("localhost", "arr"))
                .getPort();
        AuditSender misled = sender(spool, "localhost", elsewhere);
        record(1);
        assertThat(misled.flush(Duration.ofMillis(500))).isFalse();
        assertThat(stored()).isEmpty();
        assertThat(misled.status().failing()).contains("localhost");
        misled.close();

        assertThat(sender(spool, "localhost", meant).flush(LONG)).isTrue();
        assertThat(stored()).hasSize(1);
    }

    /** A08 and A09: peers that take the connection and then misbehave, before a real repository takes their place. */
    private interface Misbehaviour {
        void serve(SSLSocket socket) throws Exception;
    }

    private void misbehavingThenWell(int times, Misbehaviour misbehaviour) throws Exception {
        int port = 0;
        List<SSLSocket> held = new ArrayList<>();
        try (var server = nodes.node("arr").getServerSocketFactory().createServerSocket()) {
            server.bind(loopback(0));
            server.setSoTimeout(20_000);
            port = server.getLocalPort();
            record(50);
            AuditSender sender = sender(spool, port);
            for (int i = 0; i < times; i++) {
                SSLSocket socket = (SSLSocket) server.accept();
                held.add(socket);
                misbehaviour.serve(socket);
            }
            // The next attempt shows that the sender gave this one up.
            held.add((SSLSocket) server.accept());
            assertThat(sender.status().backlog()).isEqualTo(50);
            assertThat(sender.status().failures()).isPositive();
        } finally {
            for (SSLSocket socket : held) {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        }
        repository().listenTls(loopback(port), nodes.node("arr"));
        AuditSender sender = (AuditSender)
                open.stream().filter(AuditSender.class::isInstance).findFirst().orElseThrow();
        assertThat(sender.flush(LONG)).isTrue();
        assertThat(stored()).hasSize(50);
    }

    @Test
    void aPeerThatClosesItsHalfIsGivenUpAndEverythingSentAgain() throws Exception {
        misbehavingThenWell(2, socket -> {
            socket.startHandshake();
            socket.shutdownOutput();
        });
    }

    @Test
    void aPeerThatReadsAndThenSaysNothingIsGivenUpAndEverythingSentAgain() throws Exception {
        misbehavingThenWell(1, socket -> {
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isPositive();
        });
    }

    @Test
    void aPeerThatResetsIsGivenUpAndEverythingSentAgain() throws Exception {
        misbehavingThenWell(2, socket -> {
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isPositive();
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    @Test
    void aPeerThatNeverAnswersTheHandshakeIsGivenUp() throws Exception {
        misbehavingThenWell(1, socket -> {});
    }

    @Test
    void aPeerThatStopsReadingCannotBlockTheSender() throws Exception {
        String large = "x".repeat(4 << 20);
        trail.record(AuditEvent.served(
                        AuditedTransaction.ITI_18, Caller.self("x"), CONTEXT, URI.create("https://gw/registry"))
                .object(AuditedObject.query(AuditedTransaction.ITI_18, "urn:uuid:1", large.getBytes(UTF_8)))
                .build());
        try (var server = nodes.node("arr").getServerSocketFactory().createServerSocket()) {
            server.bind(loopback(0));
            server.setSoTimeout(20_000);
            AuditSender sender = sender(spool, server.getLocalPort());
            try (SSLSocket blackHole = (SSLSocket) server.accept()) {
                blackHole.startHandshake();
                try (SSLSocket next = (SSLSocket) server.accept()) {
                    assertThat(next.isConnected()).isTrue();
                    assertThat(sender.status().failures()).isPositive();
                    assertThat(sender.status().backlog()).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void whatAProcessLeftBehindIsSentByTheNext(@TempDir Path folder) throws Exception {
        try (AuditSpool first = FileAuditSpool.open(folder, FileAuditSpool.Limits.DEFAULT)) {
            AuditTrail before = new AuditTrail(first, CONTEXT, CLOCK, 1 << 20);
            for (int i = 0; i < 30; i++) {
                before.record(SystemEvents.applicationStart(CONTEXT));
            }
        }
        int port = repository().listenTls(loopback(0), nodes.node("arr")).getPort();
        AuditSpool second = FileAuditSpool.open(folder, FileAuditSpool.Limits.DEFAULT);
        AuditSender sender = sender(second, port);
        assertThat(sender.flush(LONG)).isTrue();
        sender.close();
        second.close();
        assertThat(stored()).hasSize(30);
    }

    @Test
    void udpCarriesAMessageADatagram() throws Exception {
        int port = repository().listenUdp(loopback(0)).getPort();
        AuditSender sender =
                closing(new AuditSender(spool, new SyslogTarget.Udp("127.0.0.1", port), QUICK, CLOCK).start());
        record(3);
        assertThat(sender.flush(LONG)).isTrue();
        awaitStored(3);
        assertThat(stored()).extracting(AuditRecord::sender).containsOnly("127.0.0.1");
    }

    @Test
    void whateverComesByUdpIsKept() throws Exception {
        int port = repository().listenUdp(loopback(0)).getPort();
        List<String> received = List.of(
                "nonsense\0",
                "<85>1 - h a p IHE+RFC-3881 - not xml",
                "<85>1 - h a p IHE+RFC-3881 - <!DOCTYPE a [<!ENTITY b SYSTEM"
                        + " \"file:///etc/passwd\">]><AuditMessage>&b;</AuditMessage>",
                "<85>1 - h a p IHE+RFC-3881 - <AuditMessage><EventIdentification"
                        + " EventDateTime=\"yesterday\"/></AuditMessage>");
        try (DatagramSocket socket = new DatagramSocket()) {
            for (String text : received) {
                byte[] bytes = text.getBytes(UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, loopback(port)));
            }
        }
        awaitStored(4);
        assertThat(stored())
                .extracting(AuditRecord::problem)
                .containsExactlyInAnyOrder(
                        "not a syslog message of RFC 5424", "not an AuditMessage", "not an AuditMessage", null);
    }

    private void awaitStored(int count) throws InterruptedException {
        for (int i = 0; i < 600 && stored().size() < count; i++) {
            Thread.sleep(100);
        }
        assertThat(stored()).hasSize(count);
    }

    @Test
    void aFrameTooLongEndsTheConnectionAndHarmsNobodyElse() throws Exception {
        AuditRecordRepository repository = repository();
        int port = repository.listenTls(loopback(0), nodes.node("arr")).getPort();
        try (SSLSocket attacker =
                (SSLSocket) nodes.node("attacker").getSocketFactory().createSocket("127.0.0.1", port)) {
            attacker.getOutputStream().write("999999999 <85>1".getBytes(UTF_8));
            attacker.setSoTimeout(60_000);
            assertThat(ended(attacker)).isTrue();
        }
        record(1);
        assertThat(sender(spool, port).flush(LONG)).isTrue();
        assertThat(stored()).hasSize(1);
        assertThat(repository.refused()).isEqualTo(1);
    }

    private static boolean ended(SSLSocket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
