package dev.xdsi.consumer.portal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * A small JSON object that a request carries. Only as {@code application/json}: what a form of another site sends is never that.
 */
final class RequestBody {
    private static final int MOST_BYTES = 16 * 1024;
    private static final int DEEPEST = 8;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private RequestBody() {}

    static JsonNode read(HttpServletRequest request) throws ApiRefusal, IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).matches("application/json(;\\s*charset=\"?utf-8\"?)?")) {
            throw new ApiRefusal(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "The request must be application/json.");
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new ApiRefusal(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "The request is too large.");
        }
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException malformed) {
            throw new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, "The request is not well-formed JSON.");
        }
        throw new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, "The request must be a JSON object.");
    }

    static String text(JsonNode body, String name) throws ApiRefusal {
        JsonNode value = body.get(name);
        if (value == null || !value.isTextual()) {
            throw new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, "The request lacks the text \"" + name + "\".");
        }
        return value.textValue();
    }
}
