package dev.xdsi.dicom.charset;

import java.nio.charset.CharacterCodingException;

/** One way from bytes to text and back. */
sealed interface TextCoding permits WholeCharset, CodeExtensions {
    String decode(byte[] bytes, Delimiters delimiters);

    byte[] encode(String text) throws CharacterCodingException;
}
