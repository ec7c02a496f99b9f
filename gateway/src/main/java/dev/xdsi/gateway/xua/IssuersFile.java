package dev.xdsi.gateway.xua;

import dev.xdsi.soap.tls.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file that names the trusted issuers of assertions: for each the name that stands in its assertions, and PEM files with its signing
 * certificates, several while one follows another. The files are looked for beside it.
 */
public record IssuersFile(Path file) {
    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST = 1_000;

    /** What is in it, and which files it was read from. */
    public record Content(Map<String, List<X509Certificate>> certificates, List<Path> files) {}

    public Content read() throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        Map<String, List<X509Certificate>> certificates = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(List.of(file));
        for (Object entry : entries()) {
            if (!(entry instanceof Map<?, ?> issuer)
                    || !(issuer.get("issuer") instanceof String name)
                    || !(issuer.get("certificates") instanceof List<?> names)
                    || issuer.size() != 2) {
                throw new IOException(file + ": each issuer has the keys issuer, its name, and certificates, a list of"
                        + " PEM files; this has not: " + entry);
            }
            List<X509Certificate> its = certificates.computeIfAbsent(name, ignored -> new ArrayList<>());
            for (Object pem : names) {
                Path path = file.resolveSibling(String.valueOf(pem));
                files.add(path);
                its.addAll(Pem.readCertificates(path));
            }
        }
        return new Content(certificates, files);
    }

    private List<?> entries() throws IOException {
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            if (document instanceof Map<?, ?> root
                    && root.get("issuers") instanceof List<?> list
                    && root.size() == 1
                    && list.size() <= MOST) {
                return list;
            }
            throw new IOException(file + " has not one key, issuers, with a list of at most " + MOST);
        } catch (YamlEngineException malformed) {
            throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
        }
    }
}
