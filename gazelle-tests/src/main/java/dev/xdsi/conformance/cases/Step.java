package dev.xdsi.conformance.cases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a case as it is written, names not yet resolved.
 *
 * @param kind how it is done: {@code soap}, {@code http}, …
 * @param what the value beside the kind: the transaction, the address
 * @param fields everything else
 */
public record Step(String kind, String what, Map<String, Object> fields) {
    public Step {
        fields = Map.copyOf(fields);
    }

    public String name() {
        return fields.getOrDefault("name", kind + " " + what).toString();
    }

    /** A mapping under this key; empty where there is none. */
    public Map<String, Object> mapping(String key) {
        return mapping(fields.get(key), key);
    }

    /** A text under this key. */
    public String text(String key, String otherwise) {
        Object value = fields.get(key);
        return value == null ? otherwise : value.toString();
    }

    /** A value as a mapping. */
    @SuppressWarnings("unchecked") // keys are made texts when the file is read
    public static Map<String, Object> mapping(@Nullable Object value, String key) {
        if (value == null) {
            return Map.of();
        }
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new BadCaseException(key + " is no mapping: " + value);
    }
}
