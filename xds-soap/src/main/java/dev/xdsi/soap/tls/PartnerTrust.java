package dev.xdsi.soap.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trust in a partner's certificate: the platform's path validation, and what it leaves open. A certificate that is trusted itself, and
 * not through its authority, expires too; and no certificate of a path may be weaker than BCP 195 allows (RFC 9325 4.5).
 */
final class PartnerTrust extends X509ExtendedTrustManager {
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 224;

    private final X509ExtendedTrustManager paths;

    PartnerTrust(X509ExtendedTrustManager paths) {
        this.paths = paths;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        paths.checkClientTrusted(chain, authType, socket);
        checkStrength(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        paths.checkServerTrusted(chain, authType, socket);
        checkStrength(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        paths.checkClientTrusted(chain, authType, engine);
        checkStrength(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        paths.checkServerTrusted(chain, authType, engine);
        checkStrength(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        paths.checkClientTrusted(chain, authType);
        checkStrength(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        paths.checkServerTrusted(chain, authType);
        checkStrength(chain);
    }

    /**
     * What a port asks for. A partner whose own certificate is trusted would find no issuer of his in the list and show nothing: then
     * the list is empty, which leaves the choice to him.
     */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        X509Certificate[] trusted = paths.getAcceptedIssuers();
        boolean authorities = Arrays.stream(trusted).allMatch(certificate -> certificate.getBasicConstraints() >= 0);
        return authorities ? trusted : new X509Certificate[0];
    }

    private static void checkStrength(X509Certificate[] chain) throws CertificateException {
        for (X509Certificate certificate : chain) {
            certificate.checkValidity();
            String who = "the certificate of " + certificate.getSubjectX500Principal();
            if (certificate.getSigAlgName().toUpperCase(Locale.ROOT).matches("(MD|SHA1).*")) {
                throw new CertificateException(who + " is signed with " + certificate.getSigAlgName());
            }
            switch (certificate.getPublicKey()) {
                case RSAPublicKey rsa
                when rsa.getModulus().bitLength() < RSA_BITS ->
                    throw new CertificateException(
                            who + " has an RSA key of " + rsa.getModulus().bitLength() + " bits");
                case ECPublicKey ec
                when ec.getParams().getOrder().bitLength() < EC_BITS ->
                    throw new CertificateException(who + " has an EC key of "
                            + ec.getParams().getOrder().bitLength() + " bits");
                default -> {}
            }
        }
    }
}
