package dev.xdsi.dicom.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coded character sets of PS3.3 Tables C.12-2 to C.12-5, each with the escape sequence that designates it. One that
 * lies in G0 replaces ASCII, one in G1 stands beside it in the bytes above 0x7F.
 */
enum CodedCharacters {
    IR_6("6", "(B", "US-ASCII", false, 1),
    IR_100("100", "-A", "ISO-8859-1", true, 1),
    IR_101("101", "-B", "ISO-8859-2", true, 1),
    IR_109("109", "-C", "ISO-8859-3", true, 1),
    IR_110("110", "-D", "ISO-8859-4", true, 1),
    IR_144("144", "-L", "ISO-8859-5", true, 1),
    IR_127("127", "-G", "ISO-8859-6", true, 1),
    IR_126("126", "-F", "ISO-8859-7", true, 1),
    IR_138("138", "-H", "ISO-8859-8", true, 1),
    IR_148("148", "-M", "ISO-8859-9", true, 1),
    IR_203("203", "-b", "ISO-8859-15", true, 1),
    IR_166("166", "-T", "TIS-620", true, 1),
    /** Half-width katakana in G1, with JIS X 0201 romaji (IR 14) in G0. */
    IR_13("13", ")I", "JIS_X0201", true, 1),
    IR_14("14", "(J", "JIS_X0201", false, 1),
    IR_87("87", "$B", "x-JIS0208", false, 2),
    IR_159("159", "$(D", "JIS_X0212-1990", false, 2),
    IR_149("149", "$)C", "EUC-KR", true, 2),
    IR_58("58", "$)A", "GB2312", true, 2);

    static final byte ESCAPE = 0x1B;
    static final char REPLACEMENT = '\uFFFD';

    private final String number;
    private final String escape;
    private final Charset charset;
    private final boolean upper;
    private final int width;

    CodedCharacters(String number, String escape, String charset, boolean upper, int width) {
        this.number = number;
        this.escape = escape;
        this.charset = Charset.forName(charset);
        this.upper = upper;
        this.width = width;
    }

    /** By the number in the defined terms {@code ISO_IR n} and {@code ISO 2022 IR n}. */
    static Optional<CodedCharacters> ofNumber(String number) {
        return Arrays.stream(values()).filter(set -> set.number.equals(number)).findFirst();
    }

    /** The set that the bytes after an ESC designate. */
    static @Nullable CodedCharacters designatedAt(byte[] bytes, int afterEscape) {
        for (CodedCharacters set : values()) {
            byte[] escape = set.escape();
            int end = afterEscape + escape.length;
            if (end <= bytes.length && Arrays.equals(bytes, afterEscape, end, escape, 0, escape.length)) {
                return set;
            }
        }
        return null;
    }

    /** What stands in G0 while this set is designated alone. */
    CodedCharacters lowerCompanion() {
        return this == IR_13 ? IR_14 : upper ? IR_6 : this;
    }

    boolean isUpper() {
        return upper;
    }

    int width() {
        return width;
    }

    int escapeLength() {
        return escape.length();
    }

    byte[] escape() {
        return escape.getBytes(StandardCharsets.US_ASCII);
    }

    /** Decodes bytes of this set alone; what it does not have becomes U+FFFD. */
    void decode(byte[] bytes, int from, int to, StringBuilder into) {
        CharBuffer decoded;
        try {
            decoded = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw new AssertionError("a decoder that replaces does not complain", e);
        }
        decoded.chars().forEach(c -> into.append(this == IR_14 ? romaji((char) c) : (char) c));
    }

    /** The backslash of a delimiter and the tilde are ¥ and ‾ in JIS X 0201; as text they are what was meant. */
    private static char romaji(char c) {
        return c == '\u00A5' ? '\\' : c == '\u203E' ? '~' : c;
    }

    /** The bytes of one character (given as a string), or nothing if this set does not have it. */
    byte @Nullable [] encode(String character) {
        ByteBuffer encoded;
        try {
            encoded = charset.newEncoder().encode(CharBuffer.wrap(character));
        } catch (CharacterCodingException e) {
            return null;
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        boolean inItsHalf = bytes.length == width && (bytes[0] < 0) == upper;
        return inItsHalf ? bytes : null;
    }
}
