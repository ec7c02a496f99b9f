package dev.xdsi.dicom.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The character sets that prohibit code extensions (PS3.3 Table C.12-5): UTF-8, GB18030, GBK. */
record WholeCharset(Charset charset) implements TextCoding {
    static Optional<TextCoding> ofTerm(String term) {
        return switch (term) {
            case "ISO_IR 192" -> Optional.of(new WholeCharset(StandardCharsets.UTF_8));
            case "GB18030" -> Optional.of(new WholeCharset(Charset.forName("GB18030")));
            case "GBK" -> Optional.of(new WholeCharset(Charset.forName("GBK")));
            default -> Optional.empty();
        };
    }

    @Override
    public String decode(byte[] bytes, Delimiters delimiters) {
        return new String(bytes, charset);
    }

    @Override
    public byte[] encode(String text) throws CharacterCodingException {
        ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
