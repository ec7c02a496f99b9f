package dev.xdsi.gateway.codes;

import dev.xdsi.model.rules.PermittedCodes;
import dev.xdsi.model.rules.PermittedCodes.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The file with the codes that an affinity domain agreed on (ITI TF-1: 10.3): under {@code codes}, for each coded attribute a list of
 * code and scheme; under {@code mime-types}, a list. What is not named is not limited.
 */
public record CodesFile(Path file) {
    private static final String EXAMPLE = "codes.yaml";
    private static final long LARGEST_FILE = 16L << 20;
    private static final Set<String> KEYS = Set.of("codes", "mime-types");
    private static final Set<String> CODE = Set.of("code", "scheme");

    public PermittedCodes read() throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        try {
            return permitted(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
        } catch (YamlEngineException malformed) {
            throw new IOException(file + " is not YAML: " + malformed.getMessage(), malformed);
        } catch (IllegalArgumentException unknown) {
            throw new IOException(file + ": " + unknown.getMessage(), unknown);
        }
    }

    private PermittedCodes permitted(@Nullable Object document) throws IOException {
        if (!(document instanceof Map<?, ?> root) || !KEYS.containsAll(root.keySet())) {
            throw new IOException(file + " has other keys than codes and mime-types");
        }
        Map<String, Set<Value>> codes = new TreeMap<>();
        if (root.get("codes") instanceof Map<?, ?> attributes) {
            for (Map.Entry<?, ?> attribute : attributes.entrySet()) {
                String name = String.valueOf(attribute.getKey());
                codes.put(name, values(name, attribute.getValue()));
            }
        } else if (root.containsKey("codes")) {
            throw new IOException(file + ": codes names attributes, each with a list");
        }
        return new PermittedCodes(codes, mimeTypes(root));
    }

    private Set<Value> values(String attribute, @Nullable Object written) throws IOException {
        Set<Value> values = new HashSet<>();
        for (Object entry : list(attribute, written)) {
            if (!(entry instanceof Map<?, ?> code)
                    || !code.keySet().equals(CODE)
                    || !(code.get("code") instanceof String value)
                    || !(code.get("scheme") instanceof String scheme)) {
                throw new IOException(file + ": " + attribute
                        + " lists codes, each with code and scheme in quotation marks, and not " + entry);
            }
            values.add(new Value(value, scheme));
        }
        return values;
    }

    private Set<String> mimeTypes(Map<?, ?> root) throws IOException {
        Set<String> mimeTypes = new HashSet<>();
        if (root.containsKey("mime-types")) {
            for (Object entry : list("mime-types", root.get("mime-types"))) {
                mimeTypes.add(String.valueOf(entry));
            }
        }
        return mimeTypes;
    }

    /** A list with nothing in it would refuse everything, which nobody means. */
    private List<?> list(String key, @Nullable Object written) throws IOException {
        if (written instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new IOException(file + ": " + key + " is a list with something in it, or is not there");
    }

    /** A commented file to start from. */
    public static String example() {
        try (InputStream in = CodesFile.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(EXAMPLE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
