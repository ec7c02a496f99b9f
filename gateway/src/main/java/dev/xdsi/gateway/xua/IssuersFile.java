package dev.xdsi.gateway.xua;

import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.soap.tls.Pem;
import dev.xdsi.soap.xua.TrustedIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file that names the trusted issuers of assertions: for each the name that stands in its assertions, and PEM files with its signing
 * certificates, several while one follows another, and the communities whose users it vouches for, where it may not name any. The files are
 * looked for beside it.
 */
public record IssuersFile(Path file) {
    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST = 1_000;
    private static final Set<String> KEYS = Set.of("issuer", "certificates", "home-community-ids");

    /** What is in it, and which files it was read from. */
    public record Content(Map<String, TrustedIssuer> issuers, List<Path> files) {}

    public Content read() throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        List<Path> files = new ArrayList<>(List.of(file));
        for (Object entry : entries()) {
            if (!(entry instanceof Map<?, ?> issuer)
                    || !(issuer.get("issuer") instanceof String name)
                    || !(issuer.get("certificates") instanceof List<?> names)
                    || !KEYS.containsAll(issuer.keySet())) {
                throw new IOException(file + ": each issuer has the keys issuer, its name, and certificates, a list of"
                        + " PEM files, and may have home-community-ids, a list of OIDs; this has not: " + entry);
            }
            List<X509Certificate> its = new ArrayList<>();
            for (Object pem : names) {
                Path path = file.resolveSibling(String.valueOf(pem));
                files.add(path);
                its.addAll(Pem.readCertificates(path));
            }
            if (issuers.put(name, new TrustedIssuer(its, communities(issuer.get("home-community-ids")))) != null) {
                throw new IOException(file + " names an issuer twice: " + name);
            }
        }
        return new Content(issuers, files);
    }

    /** Whose users it vouches for; where that is not said, nobody in particular. */
    private Set<String> communities(@Nullable Object written) throws IOException {
        if (written == null) {
            return Set.of();
        }
        Set<String> communities = new HashSet<>();
        for (Object oid : written instanceof List<?> list ? list : List.of()) {
            communities.add(community(String.valueOf(oid)).urn());
        }
        if (communities.isEmpty()) {
            throw new IOException(file + ": home-community-ids is a list of OIDs, or is not there");
        }
        return communities;
    }

    private HomeCommunityId community(String oid) throws IOException {
        return HomeCommunityId.parse(oid.startsWith("urn:oid:") ? oid : "urn:oid:" + oid)
                .orElseThrow(() -> new IOException(file + ": home-community-ids: no OID in quotation marks: " + oid));
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
