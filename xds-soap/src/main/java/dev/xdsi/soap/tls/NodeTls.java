package dev.xdsi.soap.tls;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * TLS between secure nodes (ITI TF-2: 3.19): both sides show a certificate, protocol versions and cipher suites are
 * those of BCP 195. One instance serves listening and calling, for HTTP as for DICOM, MLLP and syslog; what it hands out follows
 * {@link #reload}, so that a changed certificate or a partner who lost our trust needs no restart.
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

    private final AtomicReference<Current> current;
    private final SSLContext context;

    private record Current(NodeIdentity identity, SSLContext context) {
        static Current of(NodeIdentity identity) {
            return new Current(identity, IdentityContext.of(identity));
        }
    }

    public NodeTls(NodeIdentity identity) {
        this.current = new AtomicReference<>(Current.of(identity));
        this.context = FollowingContext.of(() -> now().context(), clientParameters());
    }

    /** From now on connections are made with this identity and this trust; those that are open go on. */
    public void reload(NodeIdentity identity) {
        current.set(Current.of(identity));
    }

    public NodeIdentity identity() {
        return now().identity();
    }

    /** Whose sockets and engines have this node's identity, protocol versions and cipher suites, whoever uses them. */
    public SSLContext context() {
        return context;
    }

    /** Ports that demand the caller's certificate. The handshake takes place when a connection is first read or written. */
    public ServerSocketFactory serverSockets() {
        return new NodeServerSockets(context.getSocketFactory());
    }

    public List<String> protocols() {
        return PROTOCOLS;
    }

    public List<String> cipherSuites() {
        return CIPHER_SUITES;
    }

    /** For a socket or engine that calls a partner; checking the partner's host name is the protocol's affair. */
    public SSLParameters clientParameters() {
        return new SSLParameters(CIPHER_SUITES.toArray(String[]::new), PROTOCOLS.toArray(String[]::new));
    }

    private Current now() {
        return current.get();
    }
}
