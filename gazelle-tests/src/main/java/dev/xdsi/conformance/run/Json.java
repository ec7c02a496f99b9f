package dev.xdsi.conformance.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** An answer in JSON, asked by JSON Pointer (RFC 6901); a last {@code /#} asks how many there are. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode root;

    private Json(JsonNode root) {
        this.root = root;
    }

    static Json of(String text) throws IOException {
        try {
            return new Json(MAPPER.readTree(text));
        } catch (JsonProcessingException malformed) {
            throw new IOException("no JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    String text(String pointer) {
        if (pointer.endsWith("/#")) {
            return Integer.toString(
                    root.at(pointer.substring(0, pointer.length() - 2)).size());
        }
        JsonNode node = root.at(pointer);
        return node.isValueNode() ? node.asText() : node.isMissingNode() ? "" : node.toString();
    }
}
