package dev.xdsi.soap.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCertificatesTest {
    @TempDir
    Path folder;

    private Path directory;
    private DemoCertificates certificates;

    @BeforeEach
    void startWithNothing() {
        directory = folder.resolve("certificates");
        certificates = new DemoCertificates(directory, Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void aNodeMayServeAndCallOnThisMachine() throws Exception {
        X509Certificate certificate = certificates.node("gateway").certificate();

        assertThat(certificate.getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void nodesOfOneDirectoryAreVouchedForByTheSameAuthority() throws Exception {
        NodeIdentity gateway = certificates.node("gateway");
        NodeIdentity partner = certificates.node("partner");

        assertThat(gateway.trusted()).isEqualTo(partner.trusted());
        partner.certificate().verify(gateway.trusted().getFirst().getPublicKey());
        assertThat(gateway.certificate()).isNotEqualTo(partner.certificate());
    }

    @Test
    void aSignerMaySignAndNeitherServeNorCall() throws Exception {
        NodeIdentity signer = certificates.signer("provider");

        assertThat(signer.certificate().getKeyUsage()).startsWith(true).hasSize(9);
        assertThat(signer.certificate().getExtendedKeyUsage()).isNull();
        signer.certificate().verify(signer.certificate().getPublicKey());
        assertThat(certificates.signer("provider").certificate()).isEqualTo(signer.certificate());
        assertThat(certificates.authorityFile()).doesNotExist();
    }

    @Test
    void onlyTheOwnerReadsTheKeys() throws Exception {
        certificates.node("gateway");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(certificates.keyFile("gateway"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatExistsIsNeverOverwritten() throws Exception {
        NodeIdentity first = certificates.node("gateway");
        NodeIdentity second = new DemoCertificates(directory, Clock.systemUTC(), new SecureRandom()).node("gateway");
        assertThat(second.certificate()).isEqualTo(first.certificate());

        Files.delete(certificates.certificateFile("gateway"));
        assertThatThrownBy(() -> certificates.node("gateway"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gateway.key.pem exists without its certificate");
    }

    @Test
    void aNodeNameIsNoPath() {
        assertThatIllegalArgumentException().isThrownBy(() -> certificates.node("../gateway"));
        assertThatIllegalArgumentException().isThrownBy(() -> certificates.node("demo-ca"));
    }

    @Test
    void theSameIdentityComesFromPkcs12() throws Exception {
        NodeIdentity pem = certificates.node("gateway");
        Path file = directory.resolve("gateway.p12");
        char[] password = "secret".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", pem.key(), password, pem.chain().toArray(X509Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }

        NodeIdentity read = NodeIdentity.ofPkcs12(file, password, certificates.authorityFile());

        assertThat(read.chain()).isEqualTo(pem.chain());
        assertThat(read.trusted()).isEqualTo(pem.trusted());
        assertThat(read.key().getEncoded()).isEqualTo(pem.key().getEncoded());
        assertThatThrownBy(() -> NodeIdentity.ofPkcs12(file, new char[] {'x'}, certificates.authorityFile()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gateway.p12");
    }

    @Test
    void anIdentityWithoutCertificateOrTrustIsRefused() throws Exception {
        NodeIdentity node = certificates.node("gateway");

        assertThatIllegalArgumentException().isThrownBy(() -> new NodeIdentity(node.key(), List.of(), node.trusted()));
        assertThatIllegalArgumentException().isThrownBy(() -> new NodeIdentity(node.key(), node.chain(), List.of()));
    }

    @Test
    void onlyTls12And13WithSuitesOfBcp195() throws Exception {
        NodeTls tls = new NodeTls(certificates.node("gateway"));

        assertThat(tls.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(tls.context().createSSLEngine().getEnabledCipherSuites())
                .containsExactlyElementsOf(tls.cipherSuites());
        assertThat(tls.cipherSuites()).allMatch(suite -> suite.matches(".*(_GCM_|_POLY1305_).*"));
    }
}
