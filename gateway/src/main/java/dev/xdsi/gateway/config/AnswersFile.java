package dev.xdsi.gateway.config;

import dev.xdsi.soap.addressing.Recipients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads of the partners file who may have answers sent where: by the subject of a partner's certificate, addresses of https. */
public record AnswersFile(Path file) {
    static final String LIST = "answers";
    private static final String SUBJECT = "subject";
    private static final String TO = "to";
    private static final int MOST = 1_000;
    private static final long MOST_BYTES = 1_000_000;

    /** What was agreed; nothing where there is no file. */
    public Map<X500Principal, Recipients> read() throws IOException {
        Map<X500Principal, Recipients> agreed = new LinkedHashMap<>();
        for (Object entry : Files.exists(file) ? entries() : List.of()) {
            if (!(entry instanceof Map<?, ?> partner)
                    || !partner.keySet().equals(Set.of(SUBJECT, TO))
                    || !(partner.get(SUBJECT) instanceof String subject)
                    || !(partner.get(TO) instanceof List<?> addresses)) {
                throw new IOException(file + ": each of " + LIST + " has the keys " + SUBJECT + ", that of a partner's"
                        + " certificate, and " + TO + ", a list of https URLs; this has not: " + entry);
            }
            if (agreed.put(principal(subject), recipients(addresses)) != null) {
                throw new IOException(file + ": " + LIST + " names a partner twice: " + subject);
            }
        }
        return agreed;
    }

    private X500Principal principal(String subject) throws IOException {
        try {
            return new X500Principal(subject);
        } catch (IllegalArgumentException noName) {
            throw new IOException(file + ": " + SUBJECT + " is no distinguished name: " + subject, noName);
        }
    }

    private Recipients recipients(List<?> addresses) throws IOException {
        List<URI> all = new ArrayList<>();
        for (Object address : addresses) {
            try {
                URI uri = URI.create(String.valueOf(address));
                if (!"https".equals(uri.getScheme())) {
                    throw new IllegalArgumentException("not an https address: " + address);
                }
                all.add(uri);
            } catch (IllegalArgumentException noAddress) {
                throw new IOException(file + ": " + TO + ": " + noAddress.getMessage(), noAddress);
            }
        }
        try {
            return new Recipients(all);
        } catch (IllegalArgumentException ambiguous) {
            throw new IOException(file + ": " + TO + ": " + ambiguous.getMessage(), ambiguous);
        }
    }

    private List<?> entries() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
        }
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            Object list = document instanceof Map<?, ?> root ? root.get(LIST) : null;
            if (list == null) {
                return List.of();
            }
            if (list instanceof List<?> entries && entries.size() <= MOST) {
                return entries;
            }
            throw new IOException(file + ": " + LIST + " is a list of at most " + MOST);
        } catch (YamlEngineException malformed) {
            throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
        }
    }
}
