package dev.xdsi.conformance.run;

import dev.xdsi.conformance.cases.BadCaseException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A Part 10 file that a case can write down: all of its bytes are ASCII, and what would be pixels is a text (PS3.10 7.1). */
final class TextImage {
    private static final int PREAMBLE = 128;
    private static final int LONGEST = 126;
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    private TextImage() {}

    /** @param written its study, its series, its SOP Instance UID and its text, with a space between them */
    static String of(String written) {
        List<String> parts = List.of(written.split(" ", 4));
        if (parts.size() < 4) {
            throw new BadCaseException("image: wants study, series, instance and a text, not: " + written);
        }
        String meta = uid(0x02, 0x03, parts.get(2)) + uid(0x02, 0x10, EXPLICIT_LITTLE_ENDIAN);
        return "\0".repeat(PREAMBLE) + "DICM" + element(0x02, 0x00, "UL", (char) meta.length() + "\0\0\0") + meta
                + uid(0x08, 0x18, parts.get(2))
                + uid(0x20, 0x0D, parts.get(0))
                + uid(0x20, 0x0E, parts.get(1))
                + " \0\0@LT" + value(padded(parts.get(3), " "));
    }

    private static String uid(int group, int element, String uid) {
        return element(group, element, "UI", padded(uid, "\0"));
    }

    private static String element(int group, int element, String vr, String value) {
        return (char) group + "\0" + (char) element + "\0" + vr + value(value);
    }

    private static String padded(String value, String padding) {
        return value.length() % 2 == 0 ? value : value + padding;
    }

    private static String value(String value) {
        if (value.length() > LONGEST || !StandardCharsets.US_ASCII.newEncoder().canEncode(value)) {
            throw new BadCaseException("an image: has no more than " + LONGEST + " ASCII characters: " + value);
        }
        return (char) value.length() + "\0" + value;
    }
}
