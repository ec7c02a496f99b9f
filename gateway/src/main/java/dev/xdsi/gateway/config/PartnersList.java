package dev.xdsi.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One of the lists of the partners file that say something of partners, each by the subject of the certificate with which it calls. */
record PartnersList(Path file, String name) {
    static final String SUBJECT = "subject";
    private static final int MOST = 1_000;
    private static final long MOST_BYTES = 1_000_000;

    /** What is in the list; nothing where there is no file, or no such list in it. */
    List<?> entries() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
        }
        try {
            Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            Object list = document instanceof Map<?, ?> root ? root.get(name) : null;
            if (list == null) {
                return List.of();
            }
            if (list instanceof List<?> entries && entries.size() <= MOST) {
                return entries;
            }
            throw new IOException(file + ": " + name + " is a list of at most " + MOST);
        } catch (YamlEngineException malformed) {
            throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
        }
    }

    X500Principal principal(String subject) throws IOException {
        try {
            return new X500Principal(subject);
        } catch (IllegalArgumentException noName) {
            throw new IOException(file + ": " + SUBJECT + " is no distinguished name: " + subject, noName);
        }
    }
}
