package dev.xdsi.dicom;

import dev.xdsi.dicom.charset.Delimiters;
import dev.xdsi.dicom.charset.SpecificCharacterSet;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;

/** Text in and out of the bytes of a value: character set, separators, padding (PS3.5 sections 6.1, 6.2 and 6.4). */
final class TextValues {
    private TextValues() {}

    private static SpecificCharacterSet charsetFor(VR vr, SpecificCharacterSet charset) {
        return vr.usesCharacterSet() || vr == VR.UN ? charset : SpecificCharacterSet.ASCII;
    }

    /** The whole value as text, padding included. */
    static String raw(byte[] bytes, VR vr, SpecificCharacterSet charset) {
        return charsetFor(vr, charset).decode(bytes, delimiters(vr));
    }

    /**
     * Each value without its padding, up to its first NUL, which is no character of text (PS3.5 6.1.3): most programs end a text there, and a
     * database takes none. A UID with one is not cut, for it is no UID. An empty value has none; an empty one among several is an empty string.
     */
    static List<String> split(byte[] bytes, VR vr, SpecificCharacterSet charset) {
        String text = raw(bytes, vr, charset);
        if (!vr.isMultiValued() && vr != VR.UN) {
            String value = stripTrailing(untilNul(text));
            return value.isEmpty() ? List.of() : List.of(value);
        }
        List<String> values = new ArrayList<>();
        int from = 0;
        for (int at; (at = text.indexOf('\\', from)) >= 0; from = at + 1) {
            values.add(trim(text.substring(from, at), vr));
        }
        values.add(trim(text.substring(from), vr));
        return values.equals(List.of("")) ? List.of() : values;
    }

    static byte[] join(VR vr, SpecificCharacterSet charset, List<String> values) throws CharacterCodingException {
        if (values.size() > 1 && !vr.isMultiValued()) {
            throw new IllegalArgumentException(vr + " holds one value");
        }
        if (vr.isMultiValued() && values.stream().anyMatch(value -> value.indexOf('\\') >= 0)) {
            throw new IllegalArgumentException("a backslash cannot stand in a value of " + vr);
        }
        return charsetFor(vr, charset).encode(String.join("\\", values));
    }

    /** The bytes of the same text in another character set. */
    static byte[] transcode(byte[] bytes, VR vr, SpecificCharacterSet from, SpecificCharacterSet to)
            throws CharacterCodingException {
        return vr.usesCharacterSet() ? to.encode(from.decode(bytes, delimiters(vr))) : bytes;
    }

    private static Delimiters delimiters(VR vr) {
        if (vr == VR.PN) {
            return Delimiters.OF_NAMES;
        }
        return vr.isMultiValued() || vr == VR.UN ? Delimiters.OF_VALUES : Delimiters.NONE;
    }

    /** PS3.5 6.2: spaces at both ends do not count, except leading ones in long text and person names. */
    private static String trim(String padded, VR vr) {
        String value = vr == VR.UI ? padded : untilNul(padded);
        int from = 0;
        if (vr != VR.UC && vr != VR.PN) {
            while (from < value.length() && value.charAt(from) == ' ') {
                from++;
            }
        }
        return stripTrailing(value.substring(from));
    }

    private static String untilNul(String value) {
        int end = value.indexOf(0);
        return end < 0 ? value : value.substring(0, end);
    }

    private static String stripTrailing(String value) {
        int to = value.length();
        while (to > 0 && (value.charAt(to - 1) == ' ' || value.charAt(to - 1) == 0)) {
            to--;
        }
        return value.substring(0, to);
    }
}
