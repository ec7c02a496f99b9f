package dev.xdsi.dicom.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.UnmappableCharacterException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ISO 2022 as DICOM uses it (PS3.5 section 6.1.2.5): the first set is active at the start and again after each delimiter
 * and line end; escape sequences change G0 or G1 in between. A single set without extensions is the same with one set.
 */
record CodeExtensions(List<CodedCharacters> sets) implements TextCoding {
    CodeExtensions {
        sets = List.copyOf(sets);
    }

    private CodedCharacters initial() {
        return sets.isEmpty() ? CodedCharacters.IR_6 : sets.getFirst();
    }

    /** What G0 and G1 hold at a point of the text. */
    private static final class Designated {
        private final CodedCharacters initial;
        private final Delimiters delimiters;
        private CodedCharacters lower = CodedCharacters.IR_6;
        private @Nullable CodedCharacters upper;

        Designated(CodedCharacters initial, Delimiters delimiters) {
            this.initial = initial;
            this.delimiters = delimiters;
            reset();
        }

        boolean endsAt(int c) {
            return resets(c, delimiters);
        }

        void reset() {
            lower = initial.width() == 1 ? initial.lowerCompanion() : CodedCharacters.IR_6;
            upper = initial.isUpper() ? initial : null;
        }

        void designate(CodedCharacters set) {
            if (set.isUpper()) {
                upper = set;
            } else {
                lower = set;
            }
        }

        boolean holds(CodedCharacters set) {
            return set == lower || set == upper;
        }
    }

    /** PS3.5 6.1.2.5.3: delimiters; tab, line feed, form feed and carriage return. */
    private static boolean resets(int c, Delimiters delimiters) {
        return delimiters.contain(c) || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }

    @Override
    public String decode(byte[] bytes, Delimiters delimiters) {
        StringBuilder text = new StringBuilder(bytes.length);
        Designated state = new Designated(initial(), delimiters);
        int at = 0;
        while (at < bytes.length) {
            at = bytes[at] == CodedCharacters.ESCAPE ? escape(bytes, at, state, text) : run(bytes, at, state, text);
        }
        return text.toString();
    }

    private static int escape(byte[] bytes, int at, Designated state, StringBuilder text) {
        CodedCharacters set = CodedCharacters.designatedAt(bytes, at + 1);
        if (set == null) {
            text.append(CodedCharacters.REPLACEMENT);
            return at + 1;
        }
        state.designate(set);
        return at + 1 + set.escapeLength();
    }

    /** Decodes what follows up to the next change of set; returns where that is. */
    private static int run(byte[] bytes, int start, Designated state, StringBuilder text) {
        if (bytes[start] < 0) {
            return upperRun(bytes, start, state.upper, text);
        }
        if (bytes[start] <= ' ' || (state.lower.width() == 1 && state.endsAt(bytes[start]))) {
            text.append((char) bytes[start]);
            if (state.endsAt(bytes[start])) {
                state.reset();
            }
            return start + 1;
        }
        int width = state.lower.width();
        int at = start;
        while (at < bytes.length && bytes[at] > ' ' && !(width == 1 && state.endsAt(bytes[at]))) {
            at += width;
        }
        at = Math.min(at, bytes.length);
        state.lower.decode(bytes, start, at, text);
        return at;
    }

    private static int upperRun(byte[] bytes, int start, @Nullable CodedCharacters set, StringBuilder text) {
        int at = start;
        while (at < bytes.length && bytes[at] < 0) {
            at++;
        }
        if (set == null) {
            text.repeat(CodedCharacters.REPLACEMENT, at - start);
        } else {
            set.decode(bytes, start, at, text);
        }
        return at;
    }

    @Override
    public byte[] encode(String text) throws CharacterCodingException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        // Whatever text that is: to return too often does no harm.
        Designated state = new Designated(initial(), Delimiters.OF_NAMES);
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (state.endsAt(codePoint)) {
                returnToInitial(state, out);
                out.write(codePoint);
                state.reset();
            } else {
                encode(Character.toString(codePoint), state, out);
            }
        }
        returnToInitial(state, out);
        return out.toByteArray();
    }

    /** PS3.5 6.1.2.5.3: before a delimiter and at the end, G0 holds the initial set again. */
    private void returnToInitial(Designated state, ByteArrayOutputStream out) {
        CodedCharacters lower = new Designated(initial(), Delimiters.OF_NAMES).lower;
        if (state.lower != lower) {
            designate(lower, state, out);
        }
    }

    private void encode(String character, Designated state, ByteArrayOutputStream out) throws CharacterCodingException {
        if (character.charAt(0) <= ' ' || "\\~".contains(character)) {
            returnToInitial(state, out);
            out.write(character.charAt(0));
            return;
        }
        for (CodedCharacters set : candidates()) {
            byte[] bytes = set.encode(character);
            if (bytes != null) {
                if (!state.holds(set)) {
                    designate(set, state, out);
                }
                out.writeBytes(bytes);
                return;
            }
        }
        throw new UnmappableCharacterException(character.length());
    }

    /** In the order of (0008,0005), each with what stands in the other half beside it. */
    private List<CodedCharacters> candidates() {
        CodedCharacters initial = initial();
        return Stream.concat(
                        Stream.of(new Designated(initial, Delimiters.OF_NAMES).lower),
                        sets.stream().flatMap(set -> Stream.of(set, set.lowerCompanion())))
                .distinct()
                .toList();
    }

    private static void designate(CodedCharacters set, Designated state, ByteArrayOutputStream out) {
        out.write(CodedCharacters.ESCAPE);
        out.writeBytes(set.escape());
        state.designate(set);
    }
}
