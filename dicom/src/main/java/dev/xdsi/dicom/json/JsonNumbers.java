package dev.xdsi.dicom.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What JSON calls a number, and values of DICOM that can be written as one. */
final class JsonNumbers {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    /** Beyond this, a reader that holds numbers as doubles changes them: such values go as strings. */
    private static final long EXACT = 1L << 53;

    private JsonNumbers() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** A DS or IS value as a JSON number: its own characters if they are one, else the same number spelled so. */
    static Optional<String> ofDecimal(String text) {
        if (isNumber(text)) {
            return Optional.of(text);
        }
        if (text.isEmpty() || text.length() > 64) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text).toString());
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether a whole number survives in a reader that holds numbers as doubles. */
    static boolean isExact(long number) {
        return number >= -EXACT && number <= EXACT;
    }
}
