package dev.xdsi.gateway.config;

import dev.xdsi.assertion.user.LocalUser;
import dev.xdsi.imaging.partner.CallerRule;
import dev.xdsi.imaging.partner.UserDemand;
import dev.xdsi.model.Code;
import dev.xdsi.model.HomeCommunityId;
import dev.xdsi.model.Oid;
import dev.xdsi.soap.addressing.Recipients;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** How the text of a setting becomes a value; each message completes the sentence «KEY = VALUE: …». */
final class Values {
    private static final int HIGHEST_PORT = 65535;

    private Values() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("is neither true nor false");
        };
    }

    /** A TCP or UDP port; 0 lets the system choose one. */
    static int port(String text) {
        int port = number(text);
        if (port > HIGHEST_PORT) {
            throw new IllegalArgumentException("is not a port (0 to 65535)");
        }
        return port;
    }

    static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("is not a whole number");
        }
        return Integer.parseInt(text);
    }

    static int positive(String text) {
        int number = number(text);
        if (number == 0) {
            throw new IllegalArgumentException("must be at least 1");
        }
        return number;
    }

    static String userId(String text) {
        if (!LocalUser.isId(text)) {
            throw new IllegalArgumentException(
                    "is not a user id of lower-case letters, digits, dots, hyphens and underscores");
        }
        return text;
    }

    /** A value, or none. */
    static Function<String, String> orEmpty(Function<String, String> read) {
        return text -> text.isEmpty() ? text : read.apply(text);
    }

    /** Any absolute URI: an audience or an issuer need not be an address. */
    static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.isAbsolute()) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a URI", malformed);
        }
        throw new IllegalArgumentException("is not a URI with a scheme, such as urn:oid:1.2.3");
    }

    /** {@code URI, URI}; empty for none. */
    static List<URI> uris(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Values::uri)
                        .toList();
    }

    /** {@code URL, URL}: where notifications may go; empty for nowhere. */
    static Recipients recipients(String text) {
        try {
            return new Recipients(uris(text));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "is not a list of http or https URLs without query, escapes and dot segments", wrong);
        }
    }

    static int percent(String text) {
        int percent = number(text);
        if (percent > 100) {
            throw new IllegalArgumentException("is not a number from 0 to 100");
        }
        return percent;
    }

    static Duration duration(String text) {
        if (!text.matches("[0-9]{1,6} ?(ms|s|min|h)")) {
            throw new IllegalArgumentException("is not a duration such as 500 ms, 5 s, 10 min or 2 h");
        }
        int digits = 0;
        while (Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits).strip()) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** A duration in which something can be done. */
    static Duration positiveDuration(String text) {
        return atLeast(Duration.ofMillis(1), "leaves no time").apply(text);
    }

    static Function<String, Duration> atLeast(Duration least, String mistake) {
        return text -> {
            Duration duration = duration(text);
            if (duration.compareTo(least) < 0) {
                throw new IllegalArgumentException(mistake);
            }
            return duration;
        };
    }

    static Oid oid(String text) {
        if (!Oid.isValid(text)) {
            throw new IllegalArgumentException("is not an OID of at most 64 characters, such as 1.2.3");
        }
        return new Oid(text);
    }

    /** An OID, with or without {@code urn:oid:} before it. */
    static HomeCommunityId homeCommunityId(String text) {
        String urn = text.startsWith("urn:oid:") ? text : "urn:oid:" + text;
        return HomeCommunityId.parse(urn)
                .orElseThrow(() -> new IllegalArgumentException(
                        "is not a homeCommunityId: an OID such as 1.2.3, with urn:oid: at most 64 characters"));
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("is not a time zone such as Europe/Berlin or UTC", unknown);
        }
    }

    static URI url(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a URL", malformed);
        }
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new IllegalArgumentException("is not an http or https URL");
        }
        if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
            throw new IllegalArgumentException("has a port that is none (1 to 65535)");
        }
        return url;
    }

    /** As browsers write them: scheme, host, and port where it is not the scheme's own. */
    static Set<String> origins(String text) {
        List<String> origins = words(text);
        if (!origins.stream()
                .allMatch(origin ->
                        origin.matches("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?"))) {
            throw new IllegalArgumentException(
                    "has something else in it than origins, such as https://viewer.example:8443");
        }
        return Set.copyOf(origins);
    }

    static String aeTitle(String text) {
        if (!text.matches("[!-~&&[^\\\\]]([ -~&&[^\\\\]]{0,14}[!-~&&[^\\\\]])?")) {
            throw new IllegalArgumentException("is not an AE title of 1 to 16 printable characters");
        }
        return text;
    }

    /** {@code a, b, c}; empty for none. */
    static List<String> words(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Values::text)
                        .toList();
    }

    /** {@code a, b, c}, each one of the allowed words. */
    static Function<String, List<String>> listOf(List<String> allowed) {
        return text -> {
            List<String> words = Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(oneOf(allowed))
                    .toList();
            return words;
        };
    }

    static UserDemand userDemand(String text) {
        return UserDemand.valueOf(
                oneOf(List.of("off", "accepted", "required")).apply(text).toUpperCase(Locale.ROOT));
    }

    static CallerRule callerRule(String text) {
        return CallerRule.valueOf(oneOf(List.of("known", "any", "once-listed"))
                .apply(text)
                .toUpperCase(Locale.ROOT)
                .replace('-', '_'));
    }

    static Function<String, String> oneOf(List<String> allowed) {
        return text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("is none of " + String.join(", ", allowed) + ": " + text);
            }
            return text;
        };
    }

    /** A path that ends with a slash. */
    static String folder(String text) {
        if (!text.endsWith("/") || text.startsWith("/")) {
            throw new IllegalArgumentException("does not end with a slash, or begins with one");
        }
        return text;
    }

    /** {@code ID=file:PATH, ID=env:VARIABLE}: where secrets are; empty for none. */
    static Map<String, String> references(String text) {
        Map<String, String> references = new LinkedHashMap<>();
        for (String entry : words(text)) {
            if (!entry.matches("[^=]+=(file|env):.+")) {
                throw new IllegalArgumentException("is not a list of ID=file:PATH or ID=env:VARIABLE");
            }
            int equals = entry.indexOf('=');
            references.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return references;
    }

    /** {@code OID=URL, OID=URL}; empty for none. */
    static Map<Oid, URI> addresses(String text) {
        Map<Oid, URI> addresses = new LinkedHashMap<>();
        for (String entry : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("is not a list of OID=URL");
            }
            addresses.put(
                    oid(entry.substring(0, equals).strip()),
                    url(entry.substring(equals + 1).strip()));
        }
        return addresses;
    }

    /** {@code code^^codingScheme, …}; empty for none. */
    static Set<String> codes(String text) {
        Set<String> codes = new LinkedHashSet<>();
        for (String code : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
            codes.add(Code.parse(code.strip())
                    .orElseThrow(() -> new IllegalArgumentException("is not a list of code^^codingScheme"))
                    .coded());
        }
        return codes;
    }
}
