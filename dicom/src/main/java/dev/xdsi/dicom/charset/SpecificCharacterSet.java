package dev.xdsi.dicom.charset;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the bytes of text values are read and written, as Specific Character Set (0008,0005) says (PS3.3 C.12.1.1.2).
 * Reading never fails: what cannot be decoded becomes U+FFFD, and the bytes stay as they are in the data set.
 */
public final class SpecificCharacterSet {
    /** No Specific Character Set: the default repertoire, ASCII. */
    public static final SpecificCharacterSet DEFAULT =
            new SpecificCharacterSet(List.of(), new CodeExtensions(List.of()));
    /** Of values that no character set is for (PS3.5 6.1.2.2): ASCII, in which an escape sequence is nothing but its bytes. */
    public static final SpecificCharacterSet ASCII =
            new SpecificCharacterSet(List.of(), new WholeCharset(StandardCharsets.US_ASCII));
    /** ISO_IR 192, Unicode in UTF-8. */
    public static final SpecificCharacterSet UTF_8 = of(List.of("ISO_IR 192"));

    private final List<String> terms;
    private final TextCoding coding;

    private SpecificCharacterSet(List<String> terms, TextCoding coding) {
        this.terms = terms;
        this.coding = coding;
    }

    /** From the values of (0008,0005). A term that is not defined counts as the default repertoire. */
    public static SpecificCharacterSet of(List<String> terms) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        boolean extended = terms.size() > 1 && codedCharacters(normalize(terms.getFirst())) == CodedCharacters.IR_6;
        // Unicode as an extension of the default repertoire is not in the standard, and can mean but one thing.
        Optional<TextCoding> whole = WholeCharset.ofTerm(normalize(terms.get(extended ? 1 : 0)));
        if (whole.isPresent()) {
            return new SpecificCharacterSet(List.copyOf(terms), whole.get());
        }
        List<CodedCharacters> sets = new ArrayList<>();
        for (String term : terms) {
            sets.add(codedCharacters(normalize(term)));
        }
        return new SpecificCharacterSet(List.copyOf(terms), new CodeExtensions(sets));
    }

    /** Whether this is a defined term of PS3.3 C.12.1.1.2, spelled as there. */
    public static boolean isDefinedTerm(String term) {
        return WholeCharset.ofTerm(term).isPresent()
                || (term.matches("ISO_IR \\d+|ISO 2022 IR \\d+")
                        && CodedCharacters.ofNumber(term.substring(term.lastIndexOf(' ') + 1))
                                .filter(set -> set != CodedCharacters.IR_14)
                                .isPresent());
    }

    public List<String> terms() {
        return terms;
    }

    /** The text of a person name, delimiters of values, groups and components included. */
    public String decode(byte[] bytes) {
        return decode(bytes, Delimiters.OF_NAMES);
    }

    /** The text of a value with its delimiters. */
    public String decode(byte[] bytes, Delimiters delimiters) {
        return isPlain(bytes) ? new String(bytes, StandardCharsets.US_ASCII) : coding.decode(bytes, delimiters);
    }

    /** ASCII without escape sequences reads the same in every character set. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0 || b == CodedCharacters.ESCAPE) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of a text; fails on a character that this character set does not have. */
    public byte[] encode(String text) throws CharacterCodingException {
        return coding.encode(text);
    }

    /** Whether every character of the text can be written. */
    public boolean canEncode(String text) {
        try {
            coding.encode(text);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** ISO-IR 100, ISO_IR_100 and iso_ir 100 are seen in the field and mean what they seem to. */
    private static String normalize(String term) {
        String upper = term.trim().toUpperCase(Locale.ROOT);
        String spaced = upper.replaceFirst("^ISO[ _-]IR[ _-]?", "ISO_IR ")
                .replaceFirst("^ISO[ _-]2022[ _-]IR[ _-]?", "ISO 2022 IR ");
        return switch (spaced) {
            case "UTF-8", "UTF8", "ISO 2022 IR 192" -> "ISO_IR 192";
            default -> spaced;
        };
    }

    private static CodedCharacters codedCharacters(String term) {
        String number = term.substring(term.lastIndexOf(' ') + 1);
        boolean shaped = term.startsWith("ISO_IR ") || term.startsWith("ISO 2022 IR ");
        return (shaped ? CodedCharacters.ofNumber(number) : Optional.<CodedCharacters>empty())
                .orElse(CodedCharacters.IR_6);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecificCharacterSet that && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        return String.join("\\", terms);
    }
}
