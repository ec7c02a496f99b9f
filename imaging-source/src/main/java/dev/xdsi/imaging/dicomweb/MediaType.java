package dev.xdsi.imaging.dicomweb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A media type or range with its parameters (RFC 9110 8.3.1); type and parameter names in lower case. */
public record MediaType(String type, Map<String, String> parameters) {
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    public static Optional<MediaType> parse(String text) {
        List<String> parts = split(text, ';');
        String type = parts.getFirst().strip().toLowerCase(Locale.ROOT);
        if (!type.matches("[!-~&&[^/]]{1,100}/[!-~&&[^/]]{1,100}")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(name, unquote(part.substring(equals + 1).strip()));
            }
        }
        return Optional.of(new MediaType(type, parameters));
    }

    /** The parameter's value, or the empty string. */
    public String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String unquote(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replace("\\", "");
    }

    /** Splits at a separator that is not within quotes; at least one part. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
