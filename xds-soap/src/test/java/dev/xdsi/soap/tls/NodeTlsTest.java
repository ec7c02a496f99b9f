package dev.xdsi.soap.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port of a secure node, whatever is spoken on it: DICOM, HL7 or syslog (ITI TF-2: 3.19). */
@Tag("integration")
class NodeTlsTest {
    private static final int PATIENCE = 10_000;

    @TempDir
    Path folder;

    private DemoCertificates certificates;
    private NodeIdentity partner;
    private NodeTls tls;
    private ServerSocket port;
    private Thread server;

    @BeforeEach
    void open() throws IOException {
        certificates = new DemoCertificates(folder.resolve("ours"), Clock.systemUTC(), new SecureRandom());
        partner = certificates.node("partner");
        tls = new NodeTls(certificates.node("gateway"));
        port = tls.serverSockets().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server = Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(isServed(partner))
                .as("afterwards a trusted partner is served")
                .isTrue();
        port.close();
        server.join(PATIENCE);
    }

    @Test
    void t02AnExpiredCertificateIsRefused() throws IOException {
        assertThat(isServed(nodeMadeAt(Instant.now().minus(Duration.ofDays(900)))))
                .isFalse();
    }

    @Test
    void t02AnExpiredCertificateIsRefusedAlsoWhereItIsTrustedItself() throws IOException {
        NodeIdentity expired = nodeMadeAt(Instant.now().minus(Duration.ofDays(900)));
        trusting(
                List.of(expired.certificate()),
                () -> assertThat(isServed(expired)).isFalse());
    }

    @Test
    void aCertificateCanBeTrustedItself() throws IOException {
        NodeIdentity stranger = stranger();
        trusting(
                List.of(stranger.certificate()),
                () -> assertThat(isServed(stranger)).isTrue());
    }

    @Test
    void t04AnUnknownAuthorityIsRefused() throws IOException {
        assertThat(isServed(stranger())).isFalse();
    }

    @Test
    void t06ACertificateWithoutItsKeyIsRefused() throws IOException {
        PrivateKey other = certificates.node("other").key();
        assertThat(isServed(new NodeIdentity(other, partner.chain(), partner.trusted())))
                .isFalse();
    }

    @Test
    void t08ACertificateThatIsNotYetValidIsRefused() throws IOException {
        assertThat(isServed(nodeMadeAt(Instant.now().plus(Duration.ofDays(2))))).isFalse();
    }

    @Test
    void t09ACertificateForOtherUsesIsRefused() throws Exception {
        assertThat(isServed(issued(2048, "SHA256withRSA", KeyPurposeId.id_kp_codeSigning)))
                .isFalse();
    }

    @Test
    void t13ACertificateSignedWithSha1IsRefused() throws Exception {
        assertThat(isServed(issued(2048, "SHA1withRSA", KeyPurposeId.id_kp_clientAuth)))
                .isFalse();
    }

    @Test
    void t14AShortRsaKeyIsRefused() throws Exception {
        assertThat(isServed(issued(1024, "SHA256withRSA", KeyPurposeId.id_kp_clientAuth)))
                .isFalse();
        assertThat(isServed(issued(2048, "SHA256withRSA", KeyPurposeId.id_kp_clientAuth)))
                .isTrue();
    }

    @Test
    void t16ASuiteOutsideBcp195IsRefused() throws IOException {
        SSLContext context = partnerContext(partner);
        try (SSLSocket socket = connect(context)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_RSA_WITH_AES_128_GCM_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        } catch (IllegalArgumentException notEvenOffered) {
            assertThat(notEvenOffered).hasMessageContaining("TLS_RSA_WITH_AES_128_GCM_SHA256");
        }
    }

    @Test
    void t18ASessionDoesNotOutliveTheTrustItWasMadeWith() throws IOException {
        SSLContext remembering = partnerContext(partner);
        assertThat(isServed(remembering)).isTrue();
        assertThat(isServed(remembering)).isTrue();
        trusting(stranger().trusted(), () -> assertThat(isServed(remembering)).isFalse());
    }

    @Test
    void t20ANewCertificateIsShownWithoutRestart() throws IOException {
        NodeIdentity renewed = certificates.node("renewed");
        tls.reload(renewed);
        try (SSLSocket socket = connect(partnerContext(partner))) {
            socket.startHandshake();
            assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(renewed.certificate());
        }
    }

    @Test
    void anAcceptedConnectionCanBeSecuredByTheContextItself() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket caller = new Socket(InetAddress.getLoopbackAddress(), plain.getLocalPort());
                Socket accepted = plain.accept()) {
            SSLSocket serving = (SSLSocket) tls.context().getSocketFactory().createSocket(accepted, null, true);
            serving.setUseClientMode(false);
            assertThat(serving.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
            Thread handshake = Thread.ofVirtual().start(() -> shake(serving));
            SSLSocket calling =
                    (SSLSocket) partnerContext(partner).getSocketFactory().createSocket(caller, "localhost", 1, true);
            calling.startHandshake();
            handshake.join(PATIENCE);
            assertThat(calling.getSession().isValid()).isTrue();
        }
    }

    private static void shake(SSLSocket socket) {
        try {
            socket.startHandshake();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Check {
        void run() throws IOException;
    }

    private void trusting(List<X509Certificate> trusted, Check check) throws IOException {
        NodeIdentity before = tls.identity();
        tls.reload(new NodeIdentity(before.key(), before.chain(), trusted));
        try {
            check.run();
        } finally {
            tls.reload(before);
        }
    }

    private NodeIdentity stranger() throws IOException {
        NodeIdentity stranger =
                new DemoCertificates(folder.resolve("theirs"), Clock.systemUTC(), new SecureRandom()).node("stranger");
        return new NodeIdentity(stranger.key(), stranger.chain(), stranger.trusted());
    }

    private NodeIdentity nodeMadeAt(Instant time) throws IOException {
        return new DemoCertificates(
                        folder.resolve("ours"), Clock.fixed(time, java.time.ZoneOffset.UTC), new SecureRandom())
                .node("node-" + time.getEpochSecond());
    }

    /** By our own authority, but not as our own issuer makes them. */
    private NodeIdentity issued(int bits, String algorithm, KeyPurposeId purpose) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        KeyPair pair = generator.generateKeyPair();
        X509Certificate authority = partner.trusted().getFirst();
        var builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()),
                BigInteger.valueOf(bits),
                Date.from(Instant.now().minusSeconds(60)),
                Date.from(Instant.now().plusSeconds(3600)),
                new X500Name("CN=" + algorithm + bits),
                pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        PrivateKey signer = Pem.readKey(certificates.keyFile("demo-ca"));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
        return new NodeIdentity(pair.getPrivate(), List.of(certificate), partner.trusted());
    }

    private void serve() {
        while (!port.isClosed()) {
            try (Socket socket = port.accept()) {
                socket.setSoTimeout(PATIENCE);
                socket.getOutputStream().write(socket.getInputStream().read());
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    private boolean isServed(NodeIdentity identity) {
        // The client trusts this server whatever it shows, so that only the server's refusal can end the call.
        return isServed(partnerContext(new NodeIdentity(identity.key(), identity.chain(), partner.trusted())));
    }

    private boolean isServed(SSLContext context) {
        try (SSLSocket socket = connect(context)) {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x';
        } catch (IOException refused) {
            return false;
        }
    }

    /** The platform's own TLS, which would show anything that we do not show ourselves. */
    private static SSLContext partnerContext(NodeIdentity identity) {
        return IdentityContext.of(identity);
    }

    private SSLSocket connect(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port.getLocalPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }
}
