package dev.xdsi.dicom.sr;

import java.util.List;

/** Text of others without what would act on its reader's screen rather than be read. */
final class Legible {
    private static final String BREAKS = "\r\n|[\n\r\u000B\f\u0085\u2028\u2029]";
    private static final char REPLACEMENT = '\uFFFD';

    private Legible() {}

    /** Its lines, at least one, in which every control character but the tabulator is replaced. */
    static List<String> lines(String text) {
        return List.of(text.split(BREAKS, -1)).stream().map(Legible::visible).toList();
    }

    /** The same in one line. */
    static String line(String text) {
        return String.join(" ", lines(text));
    }

    private static String visible(String line) {
        StringBuilder visible = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (c == '\t' || !(Character.isISOControl(c) || isNoCharacter(c) || overridesDirection(c))) {
                visible.appendCodePoint(c);
            } else {
                visible.append(REPLACEMENT);
            }
        });
        return visible.toString();
    }

    private static boolean isNoCharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || Character.getType(c) == Character.SURROGATE;
    }

    /** Digits that are shown backwards are other digits. */
    private static boolean overridesDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
