package dev.xdsi.conformance.host;

import dev.xdsi.conformance.host.OwnGateway.Sources;
import dev.xdsi.soap.tls.DemoCertificates;
import dev.xdsi.soap.tls.NodeIdentity;
import dev.xdsi.soap.tls.NodeTls;
import dev.xdsi.soap.xua.AssertionForge;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Nodes that a gateway with demonstration certificates believes, and those that it must not (ITI TF-2: 3.19.6.1). */
final class Nodes {
    private static final Duration LONG_AGO = Duration.ofDays(1_500);

    private Nodes() {}

    /** @param ours the gateway's folder of certificates */
    static Map<String, SSLContext> of(Path ours, Sources sources) throws IOException {
        NodeIdentity node = new DemoCertificates(ours, sources.clock(), sources.random()).node("conformance");
        NodeIdentity expired = new DemoCertificates(
                        ours, () -> sources.clock().instant().minus(LONG_AGO), sources.random())
                .node("conformance-expired");
        NodeIdentity foreign = new DemoCertificates(
                        ours.resolveSibling("foreign-tls"), sources.clock(), sources.random())
                .node("conformance-foreign");
        AssertionForge alone = AssertionForge.rsa("https://nobody.example", 2048);
        return Map.of(
                "node",
                new NodeTls(node).context(),
                "expired",
                showing(expired, node.trusted()),
                "foreignauthority",
                showing(foreign, node.trusted()),
                "selfsigned",
                showing(
                        new NodeIdentity(
                                alone.keys().getPrivate(), List.of(alone.certificate()), List.of(alone.certificate())),
                        node.trusted()),
                "nocertificate",
                context(null, node.trusted()));
    }

    private static SSLContext showing(NodeIdentity identity, List<X509Certificate> trusted) throws IOException {
        return context(new ShownCertificate(identity), trusted);
    }

    private static SSLContext context(@Nullable ShownCertificate shown, List<X509Certificate> trusted)
            throws IOException {
        try {
            KeyStore authorities = KeyStore.getInstance("PKCS12");
            authorities.load(null, null);
            for (X509Certificate authority : trusted) {
                authorities.setCertificateEntry(
                        authority.getSubjectX500Principal().getName(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown == null ? null : new KeyManager[] {shown}, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException unavailable) {
            throw new IOException(unavailable);
        }
    }
}
