package dev.xdsi.audit.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.xdsi.audit.TestNodes;
import dev.xdsi.audit.repository.ReceiverLimits.Unproven;
import dev.xdsi.audit.syslog.OctetCounting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers at the door of the repository do not keep nodes out. */
@Tag("integration")
@Timeout(60)
class TlsListenerTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] MESSAGE = OctetCounting.frame("<85>1 - h a p - - x".getBytes(UTF_8));

    private final TestNodes nodes = new TestNodes();
    private final AuditRecordStore store = new InMemoryAuditRecordStore();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

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

    private int listening(int connections, Unproven unproven) throws IOException {
        var limits = new ReceiverLimits(1 << 20, connections, LONG, LONG, unproven);
        return closing(new AuditRecordRepository(store, InstantSource.system(), limits))
                .listenTls(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), nodes.node("arr"))
                .getPort();
    }

    private Socket stranger(String address, int port) throws IOException {
        Socket socket = closing(new Socket("127.0.0.1", port, InetAddress.getByName(address), 0));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private SSLSocket node(int port) throws IOException {
        SSLSocket node =
                closing((SSLSocket) nodes.node("sender").getSocketFactory().createSocket("127.0.0.1", port));
        node.setSoTimeout(20_000);
        return node;
    }

    /** Sends a message and waits for the orderly end, which says that it is stored. */
    private static boolean delivers(SSLSocket node) {
        try {
            node.getOutputStream().write(MESSAGE);
            node.shutdownOutput();
            return node.getInputStream().read() < 0;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void aHandshakeHasATimeAsAWhole() throws Exception {
        Socket stranger = stranger("127.0.0.1", listening(8, new Unproven(8, 8, Duration.ofMillis(600))));
        byte[] beginning = {22, 3, 1, 1, 0};
        stranger.setSoTimeout(100);
        boolean ended = false;
        for (int i = 0; i < 200 && !ended; i++) {
            try {
                stranger.getOutputStream().write(i < beginning.length ? beginning[i] : 0);
                ended = ended(stranger);
            } catch (IOException reset) {
                ended = true;
            }
        }
        assertThat(ended).isTrue();
    }

    @Test
    void strangersDoNotTakeThePlacesOfNodes() throws Exception {
        int port = listening(2, new Unproven(8, 4, LONG));
        for (int i = 0; i < 20; i++) {
            stranger("127.0.0.2", port);
        }
        assertThat(delivers(node(port))).isTrue();
        assertThat(store.newest(10)).hasSize(1);
    }

    @Test
    void anAddressHasItsShareAndAllTogetherHaveTheirs() throws Exception {
        int port = listening(2, new Unproven(3, 2, LONG));
        Socket first = stranger("127.0.0.2", port);
        stranger("127.0.0.2", port);
        assertThat(ended(stranger("127.0.0.2", port))).isTrue();
        stranger("127.0.0.3", port);
        assertThat(ended(stranger("127.0.0.4", port))).isTrue();
        first.close();
        assertThat(eventuallyDelivers(port)).isTrue();
    }

    /** Its sender comes again. */
    @Test
    void aNodeTooManyIsSentAwayUntilThereIsAPlace() throws Exception {
        int port = listening(1, new Unproven(8, 8, LONG));
        SSLSocket holder = node(port);
        holder.startHandshake();
        holder.getOutputStream().write(MESSAGE);
        while (store.newest(1).isEmpty()) {
            Thread.sleep(10);
        }
        assertThat(delivers(node(port))).isFalse();
        assertThat(delivers(holder)).isTrue();
        assertThat(eventuallyDelivers(port)).isTrue();
    }

    private boolean eventuallyDelivers(int port) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (delivers(node(port))) {
                return true;
            }
            Thread.sleep(50);
        }
        return false;
    }
}
