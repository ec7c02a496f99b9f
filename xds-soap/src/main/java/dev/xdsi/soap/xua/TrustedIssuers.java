package dev.xdsi.soap.xua;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The X-Assertion Providers that this node believes, by the name that stands as Issuer in their assertions, each with its signing
 * certificates: several while one follows another. What an assertion says about its own key is never looked at.
 */
public final class TrustedIssuers {
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private final AtomicReference<Map<String, List<X509Certificate>>> current;

    public TrustedIssuers(Map<String, List<X509Certificate>> certificates) {
        this.current = new AtomicReference<>(checked(certificates));
    }

    /** From now on these issuers are believed, and no others. */
    public void reload(Map<String, List<X509Certificate>> certificates) {
        current.set(checked(certificates));
    }

    /** The signing certificates of the issuer of exactly this name; none when it is not trusted. */
    List<X509Certificate> certificates(String issuer) {
        return current.get().getOrDefault(issuer, List.of());
    }

    private static Map<String, List<X509Certificate>> checked(Map<String, List<X509Certificate>> certificates) {
        Map<String, List<X509Certificate>> copy = new HashMap<>();
        certificates.forEach((issuer, its) -> {
            if (issuer.isBlank() || its.isEmpty()) {
                throw new IllegalArgumentException("an issuer needs a name and a certificate: «" + issuer + "»");
            }
            its.forEach(certificate -> checkStrength(issuer, certificate.getPublicKey()));
            copy.put(issuer, List.copyOf(its));
        });
        return Map.copyOf(copy);
    }

    private static void checkStrength(String issuer, PublicKey key) {
        boolean strong = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= EC_BITS;
            default -> false;
        };
        if (!strong) {
            throw new IllegalArgumentException("the signing key of «" + issuer + "» is too weak: RSA of " + RSA_BITS
                    + " bits, or EC of " + EC_BITS + ", is the least");
        }
    }
}
