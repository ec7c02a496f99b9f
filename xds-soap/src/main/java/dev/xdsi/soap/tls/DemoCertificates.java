package dev.xdsi.soap.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Certificates for trying things out: an authority made at first start and nodes that it vouches for, kept as PEM files
 * that only their owner can read. What exists is used as it is and never overwritten.
 */
public final class DemoCertificates {
    private static final Pattern NODE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final String AUTHORITY = "demo-ca";

    private final Path directory;
    private final CertificateIssuer issuer;

    public DemoCertificates(Path directory, InstantSource clock, SecureRandom random) {
        this.directory = directory;
        this.issuer = new CertificateIssuer(clock, random);
    }

    /** The node of this name on this machine, vouched for by the authority of this directory; made when it is not there yet. */
    public NodeIdentity node(String name) throws IOException {
        return node(name, List.of());
    }

    /**
     * The node of this name.
     *
     * @param hosts names and IP addresses at which it is reached besides this machine's own; they count when the node is made
     */
    public NodeIdentity node(String name, List<String> hosts) throws IOException {
        requireName(name);
        createDirectory();
        CertificateIssuer.Issued authority = readOrMake(AUTHORITY, () -> issuer.authority("XDS-I demonstration CA"));
        readOrMake(name, () -> issuer.node(name, hosts, authority));
        return NodeIdentity.ofPem(keyFile(name), certificateFile(name), certificateFile(AUTHORITY));
    }

    /** A key that signs assertions, with a certificate that only itself vouches for; made when it is not there yet. */
    public NodeIdentity signer(String name) throws IOException {
        requireName(name);
        createDirectory();
        readOrMake(name, () -> issuer.signer("XDS-I demonstration " + name));
        return NodeIdentity.ofPem(keyFile(name), certificateFile(name), certificateFile(name));
    }

    private static void requireName(String name) {
        if (!NODE_NAME.matcher(name).matches() || name.equals(AUTHORITY)) {
            throw new IllegalArgumentException("not a name for a node: " + name);
        }
    }

    public Path keyFile(String name) {
        return directory.resolve(name + ".key.pem");
    }

    public Path certificateFile(String name) {
        return directory.resolve(name + ".crt.pem");
    }

    /** What partners must trust to accept the nodes of this directory. */
    public Path authorityFile() {
        return certificateFile(AUTHORITY);
    }

    @FunctionalInterface
    private interface Maker {
        CertificateIssuer.Issued make() throws IOException;
    }

    private CertificateIssuer.Issued readOrMake(String name, Maker maker) throws IOException {
        if (!Files.exists(certificateFile(name))) {
            CertificateIssuer.Issued made = maker.make();
            // The certificate last: where it exists, its key does too.
            if (Files.exists(keyFile(name))) {
                throw new IOException(
                        keyFile(name) + " exists without its certificate; move it away to have both made");
            }
            writePrivately(keyFile(name), Pem.write(made.key()));
            writePrivately(certificateFile(name), Pem.write(List.of(made.certificate())));
        }
        PrivateKey key = Pem.readKey(keyFile(name));
        X509Certificate certificate =
                Pem.readCertificates(certificateFile(name)).getFirst();
        return new CertificateIssuer.Issued(key, certificate);
    }

    private void createDirectory() throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
    }
}
