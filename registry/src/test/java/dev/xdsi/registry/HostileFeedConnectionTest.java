package dev.xdsi.registry;

import static dev.xdsi.registry.OpenFeed.LIMITS;
import static dev.xdsi.registry.OpenFeed.MARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.registry.iti8.Adt;
import dev.xdsi.registry.mllp.MllpLimits;
import dev.xdsi.registry.mllp.MllpListener;
import dev.xdsi.registry.mllp.MllpPort;
import dev.xdsi.registry.mllp.MllpSender;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What senders of a Patient Identity Feed may do; the names with H are those of the attacks on MLLP. */
class HostileFeedConnectionTest {
    @RegisterExtension
    final OpenFeed feed = new OpenFeed();

    @TempDir
    private Path folder;

    @Test
    void h01_aMessageWithoutEndIsRefusedAtItsLimit() throws IOException {
        try (MllpSender sender = feed.connect()) {
            sender.raw(new byte[] {0x0B});
            sender.raw("MSH|^~\\&|ADT|CLINIC|X|Y|2026||ADT^A04|endless|P|2.5\r".getBytes(StandardCharsets.US_ASCII));
            sender.raw("x".repeat(LIMITS.messageBytes()).getBytes(StandardCharsets.US_ASCII));

            assertThat(sender.answer()).contains("MSA|AR|endless|", "longer than");
            assertThat(sender.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 60_000, 70_000, 1_000_000})
    void h07_aFieldThatIsTooLongIsRefused(int length) throws IOException {
        try (MllpSender sender = feed.connect()) {
            byte[] message = Adt.a04("1")
                    .withPid("PID|||M1^^^&1.2.3&ISO||" + "x".repeat(length))
                    .bytes();
            Thread.ofVirtual().start(() -> {
                try {
                    sender.raw(new byte[] {0x0B});
                    sender.raw(message);
                    sender.raw(new byte[] {0x1C, 0x0D});
                } catch (IOException closed) {
                    assertThat(length).isGreaterThan(LIMITS.messageBytes());
                }
            });

            assertThat(sender.answer()).containsPattern("MSA\\|A[ER]\\|1");
        }
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    @Test
    void h15_aSenderWhoShowsNoCertificateIsHeardOfAndNotHeard() throws Exception {
        DemoCertificates ours = new DemoCertificates(folder.resolve("ours"), Clock.systemUTC(), new SecureRandom());
        NodeTls node = new NodeTls(ours.node("gateway"));
        NodeTls source = new NodeTls(ours.node("source"));
        try (MllpListener secure =
                feed.listen(feed.patients, MllpPort.secure(OpenFeed.anywhere(), node.context()), MllpLimits.DEFAULT)) {
            assertThatThrownBy(() -> secured(withoutCertificate(node), secure, Adt.a04("1")))
                    .isInstanceOf(IOException.class);
            assertThat(feed.patients.isKnown(MARY)).isFalse();

            assertThat(secured(source.context(), secure, Adt.a04("1"))).contains("MSA|AA|1");
            awaitRecords(2);
        }
        assertThat(feed.audited())
                .hasSize(2)
                .anySatisfy(record -> assertThat(record).contains("110113", "110126", "127.0.0.1"));
    }

    /** In TLS 1.3 the port sees the failure after the client has; what it writes of it comes in its own time. */
    private void awaitRecords(int count) throws InterruptedException {
        for (int look = 0; look < 1_000 && feed.audited().size() < count; look++) {
            Thread.sleep(20);
        }
    }

    private static String secured(SSLContext context, MllpListener port, Adt message) throws IOException {
        try (MllpSender sender = new MllpSender(context.getSocketFactory()
                .createSocket("127.0.0.1", port.address().getPort()))) {
            ((SSLSocket) sender.socket()).startHandshake();
            return sender.ask(message.bytes());
        }
    }

    private static SSLContext withoutCertificate(NodeTls node) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", node.identity().trusted().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void h16_aSenderWhoTakesTooLongIsCutOff() throws IOException {
        try (MllpSender sender = feed.connect()) {
            assertThatThrownBy(() -> {
                        for (byte b : framed(Adt.a04("1").bytes())) {
                            sender.raw(new byte[] {b});
                            Thread.sleep(Duration.ofMillis(50));
                        }
                        sender.answer();
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(feed.patients.isKnown(MARY)).isFalse();
    }

    private static byte[] framed(byte[] message) {
        byte[] frame = new byte[message.length + 1];
        frame[0] = 0x0B;
        System.arraycopy(message, 0, frame, 1, message.length);
        return frame;
    }

    @Test
    void h18_aSenderWhoTakesNoAnswersIsCutOff() throws IOException {
        byte[] message = Adt.a04("1").withType("ADT^A03").bytes();
        try (MllpSender sender = feed.connect()) {
            sender.socket().setReceiveBufferSize(1024);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            sender.raw(new byte[] {0x0B});
                            sender.raw(message);
                            sender.raw(new byte[] {0x1C, 0x0D});
                        }
                    })
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void h18_aSenderWhoHasSaidAllStillGetsHisAnswers() throws IOException {
        try (MllpSender sender = feed.connect()) {
            sender.raw(new byte[] {0x0B});
            sender.raw(Adt.a04("1").bytes());
            sender.raw(new byte[] {0x1C, 0x0D});
            sender.socket().shutdownOutput();

            assertThat(sender.answer()).contains("MSA|AA|1");
            assertThat(sender.isEnded()).isTrue();
        }
    }

    @Test
    void moreConnectionsThanAllowedAreSentAway() throws IOException {
        List<MllpSender> places = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.connections(); i++) {
                MllpSender sender = feed.connect();
                places.add(sender);
                assertThat(sender.ask(Adt.a04("1").bytes())).contains("MSA|AA|1");
            }
            try (Socket oneMore = new Socket(
                    feed.port().address().getAddress(), feed.port().address().getPort())) {
                oneMore.setSoTimeout(30_000);
                assertThat(oneMore.getInputStream().read()).isNegative();
            }
        } finally {
            for (MllpSender sender : places) {
                sender.close();
            }
        }
        awaitPlace();
    }

    /** The port notices in its own time that the others have left. */
    private void awaitPlace() throws IOException {
        while (true) {
            try (MllpSender sender = feed.connect()) {
                sender.ask(Adt.a04("1").bytes());
                return;
            } catch (IOException full) {
                Thread.onSpinWait();
            }
        }
    }
}
