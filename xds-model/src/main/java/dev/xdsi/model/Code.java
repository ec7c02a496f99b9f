package dev.xdsi.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A coded value: code and coding scheme are the value, the display name only tells it to people (ITI TF-3: 4.2.3.1.2).
 */
public record Code(
        String code, String codingScheme, @Nullable InternationalString displayName) {

    public Code {
        if (code.isEmpty() || codingScheme.isEmpty()) {
            throw new IllegalArgumentException(
                    "a code needs a code and a coding scheme: " + code + "^^" + codingScheme);
        }
    }

    public static Code of(String code, String codingScheme, String displayName) {
        return new Code(code, codingScheme, InternationalString.of(displayName));
    }

    /** Reads {@code code^^codingScheme}, the form of stored query parameters. */
    public static Optional<Code> parse(String coded) {
        String[] parts = coded.split("\\^", -1);
        if (parts.length != 3 || parts[0].isEmpty() || !parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Code(parts[0], parts[2], null));
    }

    /** {@code code^^codingScheme}. */
    public String coded() {
        return code + "^^" + codingScheme;
    }

    /** Whether both mean the same, whatever they are called. */
    public boolean sameValue(Code other) {
        return code.equals(other.code) && codingScheme.equals(other.codingScheme);
    }
}
