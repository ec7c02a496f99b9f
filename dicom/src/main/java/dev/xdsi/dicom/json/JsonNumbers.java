package dev.xdsi.dicom.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** What JSON calls a number, and values of DICOM that can be written as one. */
final class JsonNumbers {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    /** Beyond this, a reader that holds numbers as doubles changes them: such values go as strings. */
    private static final long EXACT = 1L << 53;
    /** Characters; DS has 16 at most. */
    private static final int LONGEST = 64;

    private JsonNumbers() {}

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * A DS or IS value as a JSON number: its own characters if they are one, else the same number spelled so. Empty where it is none, or none
     * that every reader can take: then it goes as a string.
     */
    static Optional<String> ofDecimal(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String number = isNumber(text) ? text : new BigDecimal(text).toString();
            return Optional.of(number).filter(it -> Double.isFinite(Double.parseDouble(it)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether a whole number survives in a reader that holds numbers as doubles. */
    static boolean isExact(long number) {
        return number >= -EXACT && number <= EXACT;
    }
}
