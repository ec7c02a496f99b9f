package dev.xdsi.model.patient;

import org.jspecify.annotations.Nullable;

/** The form of every text about a person: one line of bounded length. */
final class Text {
    private static final int LONGEST = 200;

    private Text() {}

    static String line(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not one line of at most " + LONGEST + " characters");
        }
        return text.strip();
    }

    /** Nothing said is null, never blank. */
    static @Nullable String optional(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = line(text);
        return line.isEmpty() ? null : line;
    }
}
