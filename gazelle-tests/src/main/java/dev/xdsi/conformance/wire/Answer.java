package dev.xdsi.conformance.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param headers by their names in lower case
 * @param body the root part where the answer has several
 * @param parts the others
 */
public record Answer(int status, Map<String, String> headers, Bytes body, List<Part> parts) {
    public Answer {
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    public String header(String name) {
        @Nullable String value = headers.get(name);
        return value == null ? "" : value;
    }

    public Answer withStatus(int other) {
        return new Answer(other, headers, body, parts);
    }

    public Answer withBody(Bytes other) {
        return new Answer(status, headers, other, parts);
    }

    public Answer withHeader(String name, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(name, value);
        return new Answer(status, changed, body, parts);
    }

    public Answer withParts(List<Part> others) {
        return new Answer(status, headers, body, others);
    }
}
