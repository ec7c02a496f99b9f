package dev.xdsi.soap.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS between secure nodes (ITI TF-2: 3.19): both sides show a certificate, protocol versions and cipher suites are
 * those of BCP 195. One instance serves listening and calling, for HTTP as for DICOM and syslog.
 */
public final class NodeTls {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** RFC 9325 4.2; the two DHE suites are those that ITI TF-2: 3.19.6.2.3 names beside their ECDHE counterparts. */
    private static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256");

    private final NodeIdentity identity;
    private final SSLContext context;

    public NodeTls(NodeIdentity identity) {
        this.identity = identity;
        this.context = contextOf(identity);
    }

    public NodeIdentity identity() {
        return identity;
    }

    public SSLContext context() {
        return context;
    }

    public List<String> protocols() {
        return PROTOCOLS;
    }

    public List<String> cipherSuites() {
        return CIPHER_SUITES;
    }

    /** For a socket or engine that waits for partners: it demands their certificate. */
    public SSLParameters serverParameters() {
        SSLParameters parameters = clientParameters();
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    /** For a socket or engine that calls a partner; checking the partner's host name is the protocol's affair. */
    public SSLParameters clientParameters() {
        return new SSLParameters(CIPHER_SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
    }

    private static SSLContext contextOf(NodeIdentity identity) {
        try {
            char[] none = new char[0];
            KeyStore own = emptyStore();
            own.setKeyEntry("node", identity.key(), none, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, none);

            KeyStore others = emptyStore();
            int index = 0;
            for (X509Certificate certificate : identity.trusted()) {
                others.setCertificateEntry("trusted-" + index++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(others);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the node's key and certificates cannot be used for TLS", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
