package dev.xdsi.soap.mtom;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Content-Type: {@code type/subtype} in lower case, and its parameters by lower-case name (RFC 2045 5.1). */
public record MediaType(String type, Map<String, String> parameters) {
    public MediaType {
        parameters = Map.copyOf(parameters);
    }

    /** Reads leniently: what has no sense as a parameter is left out, the first of two equal names counts. */
    public static MediaType parse(String text) {
        int end = text.indexOf(';');
        String type = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return new MediaType(type, end < 0 ? Map.of() : parameters(text, end));
    }

    public @Nullable String parameter(String name) {
        return parameters.get(name);
    }

    private static Map<String, String> parameters(String text, int start) {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = start;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(text, equals + 1, value);
            parameters.putIfAbsent(name, value.toString());
        }
        return parameters;
    }

    /** Appends the value that begins at {@code from} and returns where the next semicolon, or the end, is. */
    private static int readValue(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at++));
            }
            int semicolon = text.indexOf(';', at);
            return semicolon < 0 ? text.length() : semicolon;
        }
        int semicolon = text.indexOf(';', at);
        int end = semicolon < 0 ? text.length() : semicolon;
        value.append(text.substring(at, end).strip());
        return end;
    }
}
