package dev.xdsi.soap.xua;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An X-Assertion Provider for tests: makes assertions that are in order, and any that are not. It signs with the platform's own XML
 * Signature, which shares nothing with what the verifier uses.
 *
 * @param issuer the name it gives itself
 */
public record AssertionForge(String issuer, KeyPair keys, X509Certificate certificate) {
    public static final String ISSUER = "https://idp.example/xua";
    public static final String AUDIENCE = "urn:oid:1.3.6.1.4.1.21367.13.70.101";

    /** Keys are dear to make; those of one process are made once. */
    private static final class Shared {
        static final AssertionForge TRUSTED = rsa(ISSUER, 2048);
        static final AssertionForge IMPOSTOR = rsa(ISSUER, 2048);
    }

    /** The same one each time, with an RSA key of 2048 bits. */
    public static AssertionForge shared() {
        return Shared.TRUSTED;
    }

    /** Somebody who calls himself as {@link #shared} does, and has a certificate of the same name for a key of his own. */
    public static AssertionForge impostor() {
        return Shared.IMPOSTOR;
    }

    public static AssertionForge rsa(String issuer, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return of(issuer, generator.generateKeyPair(), Instant.now().minus(Duration.ofDays(1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static AssertionForge ec(String issuer, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return of(issuer, generator.generateKeyPair(), Instant.now().minus(Duration.ofDays(1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a certificate of the issuer's name for these keys, valid for thirty days from {@code begin}. */
    public static AssertionForge of(String issuer, KeyPair keys, Instant begin) {
        return new AssertionForge(issuer, keys, certificate(keys, "CN=" + ISSUER, begin));
    }

    /** The trust of a node in this issuer. */
    public Map<String, TrustedIssuer> trust() {
        return Map.of(issuer, TrustedIssuer.of(certificate));
    }

    /** An assertion for this audience that is in order at this time, to be changed as a test wants it. */
    public AssertionDraft draft(Instant now, String audience) {
        return new AssertionDraft(this, now, audience);
    }

    public AssertionDraft draft(Instant now) {
        return draft(now, AUDIENCE);
    }

    PrivateKey key() {
        return keys.getPrivate();
    }

    private static X509Certificate certificate(KeyPair keys, String name, Instant begin) {
        X500Name subject = new X500Name(name);
        String algorithm = keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            var holder = new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(begin.getEpochSecond()),
                            Date.from(begin),
                            Date.from(begin.plus(Duration.ofDays(30))),
                            subject,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For tests that put a certificate into a message. */
    static String base64(X509Certificate certificate) {
        try {
            return java.util.Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(new IOException(e));
        }
    }
}
