package dev.xdsi.soap.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes keys and the certificates for them. */
final class CertificateIssuer {
    private static final int SERIAL_BITS = 120;
    private static final int RSA_BITS = 2048;
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final Duration LIFETIME = Duration.ofDays(820);

    private final InstantSource clock;
    private final SecureRandom random;

    CertificateIssuer(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    record Issued(PrivateKey key, X509Certificate certificate) {}

    Issued authority(String commonName) throws IOException {
        try {
            KeyPair pair = newKeyPair();
            X500Name name = name(commonName);
            X509v3CertificateBuilder builder = builder(name, name, pair);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder, pair.getPrivate(), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make the authority's certificate", e);
        }
    }

    /** A node on this machine and these hosts, able to serve and to call: secure nodes do both with one certificate. */
    Issued node(String commonName, List<String> hosts, Issued authority) throws IOException {
        try {
            KeyPair pair = newKeyPair();
            X500Name issuer = X500Name.getInstance(
                    authority.certificate().getSubjectX500Principal().getEncoded());
            X509v3CertificateBuilder builder = builder(issuer, name(commonName), pair);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()));
            return sign(builder, authority.key(), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make the certificate of " + commonName, e);
        }
    }

    /** One that signs statements and neither serves nor calls: nobody stands above it. */
    Issued signer(String commonName) throws IOException {
        try {
            KeyPair pair = newKeyPair();
            X509v3CertificateBuilder builder = builder(name(commonName), name(commonName), pair);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            return sign(builder, pair.getPrivate(), pair.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make the certificate of " + commonName, e);
        }
    }

    private KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, random);
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair)
            throws IOException, GeneralSecurityException {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).setBit(0),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(LIFETIME)),
                subject,
                pair.getPublic());
        return builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    }

    private static Issued sign(X509v3CertificateBuilder builder, PrivateKey signer, PrivateKey own)
            throws OperatorCreationException, GeneralSecurityException {
        var holder = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signer));
        return new Issued(own, new JcaX509CertificateConverter().getCertificate(holder));
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder()
                .addRDN(BCStyle.O, "Demonstration")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(Stream.concat(Stream.of("localhost", "127.0.0.1", "::1"), hosts.stream())
                .map(host ->
                        new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }
}
