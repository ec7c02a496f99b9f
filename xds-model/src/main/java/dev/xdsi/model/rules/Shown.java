package dev.xdsi.model.rules;

/** A value as an error message may repeat it: short, and without control characters that could forge a log line. */
final class Shown {
    private static final int LENGTH = 80;

    private Shown() {}

    static String of(String value) {
        String shown = value.length() <= LENGTH ? value : value.substring(0, LENGTH) + "…";
        return shown.codePoints()
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
