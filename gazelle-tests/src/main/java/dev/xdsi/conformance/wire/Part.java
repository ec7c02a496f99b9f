package dev.xdsi.conformance.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attachment of a message in MTOM form, or a part of a DICOMweb answer.
 *
 * @param headers by their names in lower case
 */
public record Part(Map<String, String> headers, Bytes content) {
    public Part {
        headers = Map.copyOf(headers);
    }

    /** Content-ID without its brackets; empty where there is none. */
    public String contentId() {
        return header("content-id").replaceAll("^<|>$", "");
    }

    public String header(String name) {
        @Nullable String value = headers.get(name);
        return value == null ? "" : value;
    }
}
