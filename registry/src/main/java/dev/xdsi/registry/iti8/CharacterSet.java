package dev.xdsi.registry.iti8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MSH-18, HL7 table 0211. */
final class CharacterSet {
    private static final Pattern ISO_8859 = Pattern.compile("8859/([1-9]|1[0-5])");

    private CharacterSet() {}

    /** A sender who names none writes ASCII, of which UTF-8 is the only extension that can be told from all others. */
    static Optional<Charset> of(String name) {
        return switch (name) {
            case "", "UNICODE UTF-8" -> Optional.of(StandardCharsets.UTF_8);
            case "ASCII" -> Optional.of(StandardCharsets.US_ASCII);
            default -> iso8859(name);
        };
    }

    private static Optional<Charset> iso8859(String name) {
        Matcher matcher = ISO_8859.matcher(name);
        return matcher.matches() && Charset.isSupported("ISO-8859-" + matcher.group(1))
                ? Optional.of(Charset.forName("ISO-8859-" + matcher.group(1)))
                : Optional.empty();
    }

    /** Empty where the bytes are not of this character set. */
    static Optional<String> decode(Charset charset, byte[] bytes) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
