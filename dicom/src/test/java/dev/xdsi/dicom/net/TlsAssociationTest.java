package dev.xdsi.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xdsi.dicom.net.dimse.Status;
import dev.xdsi.dicom.net.pdu.AeTitle;
import dev.xdsi.dicom.net.pdu.AssociateReject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Associations over mutually authenticated TLS, plugged in as socket factories. */
@Tag("integration")
@Timeout(60)
class TlsAssociationTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final PresentationContextPlan PLAN = PresentationContextPlan.of(List.of(
            new PresentationContextPlan.Pair(StorageSopClasses.VERIFICATION, TransferSyntaxes.IMPLICIT),
            new PresentationContextPlan.Pair(CT, TransferSyntaxes.EXPLICIT)));

    @TempDir
    private static Path folder;

    private static SSLContext server;
    private static SSLContext ct1;
    private static SSLContext other;
    private static SSLContext stranger;

    @BeforeAll
    static void keys() throws Exception {
        for (String name : List.of("server", "ct1", "other", "stranger")) {
            Dcmtk.Ended made = Dcmtk.run(
                    folder,
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    name,
                    "-dname",
                    "CN=" + name,
                    "-keyalg",
                    "EC",
                    "-keystore",
                    folder.resolve(name + ".p12").toString(),
                    "-storepass",
                    "changeit");
            assertThat(made.exitCode()).as(made.output()).isZero();
        }
        server = context("server", List.of("ct1", "other"));
        ct1 = context("ct1", List.of("server"));
        other = context("other", List.of("server"));
        stranger = context("stranger", List.of("server"));
    }

    @Test
    void thePrincipalOfThePeerIsKnown() throws IOException {
        try (ScpForTests scp = scp(ApplicationEntity.of("XDSI"));
                Association association = Association.open(as("CT1"), remote(scp, ct1), PLAN)) {
            association.echo();
            Status status = association.store(
                    new StoreOperation(CT, "1.2.3", TransferSyntaxes.EXPLICIT, out -> out.write(new byte[3_000_000])));
            assertThat(status).isEqualTo(Status.SUCCESS);
            assertThat(scp.received).singleElement().satisfies(got -> {
                assertThat(got.bytes()).isEqualTo(3_000_000);
                assertThat(got.request().peer().certificateSubject()).hasToString("CN=ct1");
            });
        }
    }

    @Test
    void whoIdentifiesTheUserSeesTheCertificateThatThePeerHasTheKeyOf() throws IOException {
        List<@Nullable X509Certificate> shown = new CopyOnWriteArrayList<>();
        UserIdentification users = (peer, certificate, request) -> {
            shown.add(certificate);
            return new UserIdentification.Result.Unknown();
        };
        try (ScpForTests scp = ScpForTests.identifying(users, settings -> settings.withSockets(mutualTls()));
                Association association = Association.open(as("CT1"), remote(scp, ct1), PLAN)) {
            association.echo();
        }
        assertThat(shown)
                .singleElement()
                .satisfies(certificate -> assertThat(
                                Objects.requireNonNull(certificate).getSubjectX500Principal())
                        .hasToString("CN=ct1"));
    }

    @Test
    void d12AKnownTitleWithAnothersCertificate() throws IOException {
        try (ScpForTests scp = scp(ApplicationEntity.of("XDSI"))) {
            assertThatThrownBy(() -> Association.open(as("CT1"), remote(scp, other), PLAN))
                    .isInstanceOfSatisfying(
                            AssociationRejected.class,
                            e -> assertThat(e.reject()).contains(AssociateReject.CALLING_AE_TITLE_NOT_RECOGNIZED));
        }
    }

    @Test
    void d12ACertificateNobodyTrusts() throws Exception {
        try (ScpForTests scp = scp(ApplicationEntity.of("XDSI"))) {
            assertThatThrownBy(() -> Association.open(as("CT1"), remote(scp, stranger), PLAN))
                    .isInstanceOf(AssociationAborted.class);
            assertThat(scp.received).isEmpty();
            try (Association good = Association.open(as("CT1"), remote(scp, ct1), PLAN)) {
                good.echo();
            }
        }
    }

    @Test
    void aPlainPeerOnTheTlsPortDoesNotHang() throws IOException {
        try (ScpForTests scp = scp(ScpForTests.impatientEntity());
                RawPeer plain = new RawPeer(scp.listener.port());
                RawPeer silent = new RawPeer(scp.listener.port())) {
            plain.send(RawPeer.associate());
            assertThat(plain.closesWithoutAssociation()).isTrue();
            assertThat(silent.closesWithoutAssociation()).isTrue();
            assertThat(scp.events)
                    .filteredOn(AssociationEvent.Aborted.class::isInstance)
                    .isNotEmpty();
        }
    }

    private static ScpForTests scp(ApplicationEntity entity) throws IOException {
        Map<AeTitle, String> certificates = Map.of(new AeTitle("CT1"), "CN=ct1", new AeTitle("OTHER"), "CN=other");
        AcceptPolicy policy = DeclaredPolicy.storage(ScpForTests.TITLE)
                .onlyFor(peer -> String.valueOf(peer.certificateSubject()).equals(certificates.get(peer.calling())));
        return ScpForTests.with(entity, policy, settings -> settings.withSockets(mutualTls()), handler -> handler);
    }

    private static ApplicationEntity as(String title) {
        return ApplicationEntity.of(title);
    }

    private static RemoteEntity remote(ScpForTests scp, SSLContext keys) {
        return new RemoteEntity(ScpForTests.TITLE, "127.0.0.1", scp.listener.port(), keys.getSocketFactory());
    }

    private static ServerSocketFactory mutualTls() {
        ServerSocketFactory tls = server.getServerSocketFactory();
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() throws IOException {
                SSLServerSocket socket = (SSLServerSocket) tls.createServerSocket();
                socket.setNeedClientAuth(true);
                return socket;
            }

            @Override
            public ServerSocket createServerSocket(int port) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static SSLContext context(String name, List<String> trusted) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name), PASSWORD);
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (String other : trusted) {
            anchors.setCertificateEntry(other, load(other).getCertificate(other));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
