package dev.xdsi.consumer.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of an address, each at most once; what is not well written is refused instead of guessed at. */
public record QueryString(Map<String, String> parameters) {
    private static final char REPLACEMENT = '\uFFFD';

    public static QueryString of(HttpServletRequest request) throws ApiRefusal {
        return of(request, Set.of());
    }

    /** @param repeatable what may stand there several times; its last value is kept */
    public static QueryString of(HttpServletRequest request, Set<String> repeatable) throws ApiRefusal {
        Map<String, String> parameters = new HashMap<>();
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return new QueryString(parameters);
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (parameters.put(name, value) != null && !repeatable.contains(name)) {
                throw malformed("The address has a parameter twice.");
            }
        }
        return new QueryString(parameters);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static String decoded(String text) throws ApiRefusal {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf(REPLACEMENT) < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException incomplete) {
            throw malformed("The address has a percent sign without its two digits.");
        }
        throw malformed("The address is not written in UTF-8.");
    }

    private static ApiRefusal malformed(String sentence) {
        return new ApiRefusal(HttpServletResponse.SC_BAD_REQUEST, sentence);
    }
}
