package dev.xdsi.registry.iti8;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * MSH as it was sent, byte by character, for the little that must be known before the character set is: the delimiters, and the fields
 * that an acknowledgement gives back (HL7 v2.5 2.15.9).
 */
record MessageHeader(char fieldSeparator, String encodingCharacters, List<String> fields) {
    private static final int LONGEST = 4096;
    private static final int LONGEST_FIELD = 250;
    private static final MessageHeader USUAL = new MessageHeader('|', "^~\\&", List.of());

    /** Empty where it cannot be told apart into fields. */
    static Optional<MessageHeader> parse(String segment) {
        if (segment.length() < 9 || segment.length() > LONGEST || !segment.startsWith("MSH")) {
            return Optional.empty();
        }
        char separator = segment.charAt(3);
        List<String> fields = List.of(segment.substring(4).split(Pattern.quote("" + separator), -1));
        String encoding = fields.getFirst();
        boolean four = encoding.length() == 4 || encoding.length() == 5;
        String delimiters = separator + encoding;
        return four
                        && delimiters.chars().distinct().count() == delimiters.length()
                        && delimiters.chars().allMatch(MessageHeader::isDelimiter)
                ? Optional.of(new MessageHeader(separator, encoding, fields))
                : Optional.empty();
    }

    private static boolean isDelimiter(int character) {
        return character > ' ' && character < 0x7F && !Character.isLetterOrDigit(character);
    }

    /** With the usual delimiters and without fields, for an answer to what had no header. */
    static MessageHeader none() {
        return USUAL;
    }

    /** MSH-{@code number}, empty where there is none or it is longer than anything that makes sense. */
    String field(int number) {
        int index = number - 2;
        String field = index < fields.size() ? fields.get(index) : "";
        boolean usable = field.length() <= LONGEST_FIELD && field.chars().noneMatch(c -> c < ' ' || c == 0x7F);
        return usable ? field : "";
    }

    /** A component of the first repetition of a field. */
    String component(int number, int component) {
        String first = part(field(number), encodingCharacters.charAt(1), 1);
        return part(first, encodingCharacters.charAt(0), component);
    }

    private static String part(String text, char delimiter, int number) {
        String[] parts = text.split(Pattern.quote("" + delimiter), -1);
        return number <= parts.length ? parts[number - 1] : "";
    }

    /** The text with what would end a field or component taken out of its meaning (HL7 v2.5 2.7.1). */
    String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int index = (fieldSeparator + encodingCharacters).indexOf(c);
            if (index < 0 || index > 4) {
                escaped.append(c < ' ' || c > '~' ? '?' : c);
            } else {
                char escape = encodingCharacters.charAt(2);
                escaped.append(escape).append("FSRET".charAt(index)).append(escape);
            }
        }
        return escaped.toString();
    }
}
