package dev.xdsi.dicom.charset;

import java.nio.charset.CharacterCodingException;

/** One way from bytes to text and back. */
sealed interface TextCoding permits WholeCharset, CodeExtensions {
    String decode(byte[] bytes);

    byte[] encode(String text) throws CharacterCodingException;
}
