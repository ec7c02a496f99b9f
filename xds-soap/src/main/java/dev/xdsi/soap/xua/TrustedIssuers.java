package dev.xdsi.soap.xua;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The X-Assertion Providers that this node believes, by the name that stands as Issuer in their assertions. What an assertion says about its own key is never looked at.
 */
public final class TrustedIssuers {
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private final AtomicReference<Map<String, TrustedIssuer>> current;

    public TrustedIssuers(Map<String, TrustedIssuer> issuers) {
        this.current = new AtomicReference<>(checked(issuers));
    }

    /** From now on these issuers are believed, and no others. */
    public void reload(Map<String, TrustedIssuer> issuers) {
        current.set(checked(issuers));
    }

    /** The issuer of exactly this name; one without certificates when it is not trusted. */
    TrustedIssuer of(String issuer) {
        return current.get().getOrDefault(issuer, TrustedIssuer.NOBODY);
    }

    private static Map<String, TrustedIssuer> checked(Map<String, TrustedIssuer> issuers) {
        issuers.forEach((issuer, its) -> {
            if (issuer.isBlank() || its.certificates().isEmpty()) {
                throw new IllegalArgumentException("an issuer needs a name and a certificate: «" + issuer + "»");
            }
            its.certificates().forEach(certificate -> checkStrength(issuer, certificate.getPublicKey()));
        });
        return Map.copyOf(issuers);
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
