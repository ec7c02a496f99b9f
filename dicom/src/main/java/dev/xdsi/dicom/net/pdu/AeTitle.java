package dev.xdsi.dicom.net.pdu;

import java.util.Optional;

/**
 * The title of an application entity, PS3.5 6.2 (AE): 1 to 16 printable characters without backslash, leading and
 * trailing spaces being of no meaning.
 */
public record AeTitle(String value) {
    private static final int MAXIMUM_LENGTH = 16;

    public AeTitle {
        value = withoutPadding(value);
        if (!valid(value)) {
            throw new IllegalArgumentException(
                    "An AE title has 1 to 16 printable ASCII characters and no backslash, this one has "
                            + value.length() + " characters or others than these");
        }
    }

    /** What a peer wrote, where that is a title. */
    public static Optional<AeTitle> of(String text) {
        String unpadded = withoutPadding(text);
        return valid(unpadded) ? Optional.of(new AeTitle(unpadded)) : Optional.empty();
    }

    static boolean valid(String unpadded) {
        return !unpadded.isEmpty()
                && unpadded.length() <= MAXIMUM_LENGTH
                && unpadded.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '\\');
    }

    /** Only spaces are padding: trimming more would let control characters pass unseen. */
    static String withoutPadding(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    @Override
    public String toString() {
        return value;
    }
}
