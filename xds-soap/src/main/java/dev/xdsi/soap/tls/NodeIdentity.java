package dev.xdsi.soap.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What a secure node is and whom it trusts: its private key, its certificate with the chain above it, and the
 * certificates, of authorities or of single partners, that it accepts (ITI TF-2: 3.19).
 */
public record NodeIdentity(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
    public NodeIdentity {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a node needs a certificate of its own");
        }
        if (trusted.isEmpty()) {
            throw new IllegalArgumentException("a node that trusts nobody can talk to nobody");
        }
    }

    /** Reads a PKCS#8 key, a certificate chain with the node's own certificate first, and the trusted certificates. */
    public static NodeIdentity ofPem(Path key, Path chain, Path trusted) throws IOException {
        NodeIdentity identity =
                new NodeIdentity(Pem.readKey(key), Pem.readCertificates(chain), Pem.readCertificates(trusted));
        if (!identity.keyFits()) {
            throw new IOException("the key in " + key + " is not that of the first certificate in " + chain);
        }
        return identity;
    }

    /** Reads the one key entry of a PKCS#12 file, and the trusted certificates from a PEM file. */
    public static NodeIdentity ofPkcs12(Path keyStore, char[] password, Path trusted) throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = onlyKey(store, keyStore);
            if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
                throw new IOException("the entry " + alias + " of " + keyStore + " is not a private key");
            }
            return new NodeIdentity(key, x509(store.getCertificateChain(alias)), Pem.readCertificates(trusted));
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException("cannot read the key from " + keyStore + ": " + e.getMessage(), e);
        }
    }

    /** The node's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    private boolean keyFits() throws IOException {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] sample = certificate().getSerialNumber().toByteArray();
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate().getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            throw new IOException("the key and the certificate of this node do not go together: " + e.getMessage(), e);
        }
    }

    /** Never prints the key. */
    @Override
    public String toString() {
        return "NodeIdentity[" + certificate().getSubjectX500Principal() + "]";
    }

    private static String onlyKey(KeyStore store, Path file) throws GeneralSecurityException, IOException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IOException(file + " must hold exactly one key, it holds " + keys.size());
        }
        return keys.getFirst();
    }

    private static List<X509Certificate> x509(Certificate[] chain) {
        return Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }
}
