package dev.xdsi.imaging.manifest;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.ElementDictionary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text of items that are made before the data set whose character set they inherit: UTF-8, of which ASCII is a part. */
final class Utf8Text {
    private Utf8Text() {}

    static Attributes set(Attributes item, int tag, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] even = Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
        if (even.length > bytes.length) {
            even[bytes.length] = ' ';
        }
        return item.setBytes(tag, ElementDictionary.vrOf(tag), even);
    }
}
