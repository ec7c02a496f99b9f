package dev.xdsi.imaging.rad129;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.json.DicomJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The JSON array of the answers (PS3.18 F.2), as long as it fits. */
final class AnswerArray {
    private static final int MOST_BYTES = 8 << 20;

    private final ByteArrayOutputStream json = new ByteArrayOutputStream();
    private int size;

    int size() {
        return size;
    }

    /** False when it does not fit any more. */
    boolean add(Attributes answer) {
        byte[] bytes = DicomJson.toString(answer).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES - json.size()) {
            return false;
        }
        json.write(size == 0 ? '[' : ',');
        json.writeBytes(bytes);
        size++;
        return true;
    }

    /** All of them, in UTF-8; there must be one. */
    byte[] toByteArray() {
        json.write(']');
        return json.toByteArray();
    }
}
