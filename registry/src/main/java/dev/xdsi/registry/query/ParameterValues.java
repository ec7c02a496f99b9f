package dev.xdsi.registry.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one {@code rim:Value} of a query parameter (ITI TF-2: 3.18.4.1.2.3.5): {@code 'text'} with inner quotes doubled, a
 * bare number, or a list {@code ('a','b')}. As partners write them, double quotes and lists without parentheses are taken
 * too.
 */
final class ParameterValues {
    private final String text;
    private final List<String> values = new ArrayList<>();
    private int at;

    private ParameterValues(String text) {
        this.text = text;
    }

    /** The values in the order written; empty when the text is not coded like this. */
    static Optional<List<String>> read(String value) {
        String text = value.strip();
        if (!text.startsWith("(")) {
            return new ParameterValues(text).list();
        }
        if (!text.endsWith(")")) {
            return Optional.empty();
        }
        String list = text.substring(1, text.length() - 1);
        return list.isBlank() ? Optional.of(List.of()) : new ParameterValues(list).list();
    }

    private Optional<List<String>> list() {
        do {
            skipBlanks();
            if (at == text.length() || !(isQuote(text.charAt(at)) ? quoted(text.charAt(at)) : bare())) {
                return Optional.empty();
            }
            skipBlanks();
        } while (comma());
        return at == text.length() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private boolean quoted(char quote) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != quote) {
                value.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(quote);
                at++;
            } else {
                at++;
                values.add(value.toString());
                return true;
            }
        }
        return false;
    }

    private boolean bare() {
        int start = at;
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        values.add(text.substring(start, at));
        return at > start;
    }

    private boolean comma() {
        boolean comma = at < text.length() && text.charAt(at) == ',';
        if (comma) {
            at++;
        }
        return comma;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    private static boolean isBare(char c) {
        return c != ',' && c != '(' && c != ')' && !isQuote(c) && !Character.isWhitespace(c);
    }
}
