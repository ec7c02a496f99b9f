package dev.xdsi.audit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for one test, and the TLS contexts of nodes that it vouches for. */
public final class TestNodes {
    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair authority = keyPair();
    private final X509Certificate root = certificate("CN=Test CA", authority, Duration.ofDays(1));

    /** The context of a node with a valid certificate, which trusts this authority alone. */
    public SSLContext node(String name) {
        return node(name, Duration.ofDays(1));
    }

    /** The context of a node whose certificate ends so long after now, or before it if negative. */
    public SSLContext node(String name, Duration validFor) {
        return node(name, validFor, new GeneralName[0]);
    }

    /** The context of a node that is reached at this host. */
    public SSLContext nodeAt(String host, String name) {
        return node(name, Duration.ofDays(1), new GeneralName(GeneralName.dNSName, host));
    }

    private SSLContext node(String name, Duration validFor, GeneralName... hosts) {
        try {
            KeyPair keys = keyPair();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("node", keys.getPrivate(), PASSWORD, new X509Certificate[] {
                certificate("CN=" + name, keys, validFor, hosts)
            });
            own.setCertificateEntry("ca", root);
            KeyManagerFactory identity = KeyManagerFactory.getInstance("PKIX");
            identity.init(own, PASSWORD);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", root);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certificate(String subject, KeyPair keys, Duration validFor, GeneralName... hosts) {
        Instant end = Instant.now().plus(validFor);
        PrivateKey issuer = authority.getPrivate();
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("CN=Test CA"),
                    new BigInteger(64, new SecureRandom()),
                    Date.from(end.minus(Duration.ofDays(2))),
                    Date.from(end),
                    new X500Principal(subject),
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(keys == authority));
            if (hosts.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(hosts));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new AssertionError(e);
        }
    }
}
