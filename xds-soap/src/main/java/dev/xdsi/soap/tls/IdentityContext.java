package dev.xdsi.soap.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The TLS context of one identity. Its sessions and tickets end with it. */
final class IdentityContext {
    private IdentityContext() {}

    static SSLContext of(NodeIdentity identity) {
        try {
            char[] none = new char[0];
            KeyStore own = emptyStore();
            own.setKeyEntry("node", identity.key(), none, identity.chain().toArray(X509Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, none);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {trust(identity)}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the node's key and certificates cannot be used for TLS", e);
        }
    }

    private static PartnerTrust trust(NodeIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore others = emptyStore();
        int index = 0;
        for (X509Certificate certificate : identity.trusted()) {
            others.setCertificateEntry("trusted-" + index++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(others);
        return new PartnerTrust((X509ExtendedTrustManager) trust.getTrustManagers()[0]);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
