package dev.xdsi.imaging.policy;

import java.util.regex.Pattern;

/** A text to be compared with, whatever the case: {@code *} stands for any characters, {@code ?} for one. */
public record TextPattern(String text) {
    private static final int LONGEST = 200;

    public TextPattern {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a text to compare with has 1 to " + LONGEST + " characters");
        }
    }

    public boolean matches(String value) {
        StringBuilder expression = new StringBuilder();
        for (String part : text.replaceAll("\\*+", "*").split("(?<=[*?])|(?=[*?])", -1)) {
            expression.append(
                    switch (part) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
                .matcher(value)
                .matches();
    }
}
