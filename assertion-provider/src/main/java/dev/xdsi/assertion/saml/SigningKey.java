package dev.xdsi.assertion.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** What the provider signs with, and the certificate by which relying parties verify it. It never prints the key. */
public record SigningKey(PrivateKey key, X509Certificate certificate) {
    public SigningKey {
        if (!key.getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException(
                    "assertions are signed with an RSA key, this one is " + key.getAlgorithm());
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
