package dev.xdsi.gateway.log;

import java.util.regex.Pattern;

/** What partners and strangers wrote, so that nobody takes it for something that this program said. */
final class ForeignText {
    private static final int MOST = 2_000;
    /** All that terminals and viewers of logs take for the end of a line. */
    private static final Pattern LINE_ENDS = Pattern.compile("[\\n\\x0B\\f\\r\\x85\\u2028\\u2029]+");
    /** With them a terminal is steered, and text is shown in another order or not at all. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");

    private ForeignText() {}

    /**
     * The text without its control characters, and not all of one that does not end.
     *
     * @param lineEnd to stand where its lines end
     */
    static String harmless(String text, String lineEnd) {
        String begin = text.length() > MOST ? text.substring(0, MOST) : text;
        String[] lines = LINE_ENDS.split(begin);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = UNSEEN.matcher(lines[i]).replaceAll("?");
        }
        String harmless = String.join(lineEnd, lines);
        return text.length() > MOST ? harmless + " … (" + (text.length() - MOST) + " more characters)" : harmless;
    }
}
