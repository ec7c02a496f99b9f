package dev.xdsi.dicom.json;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts a base before each BulkDataURI of DICOM JSON while it passes: as it is kept it has relative ones, for nobody knows how long an
 * address will be the same. Only what {@link DicomJson} wrote may pass, which has no space around the colon; within a string a quotation
 * mark is escaped, so that no text looks like the name.
 */
public final class RelativeBulkData extends FilterOutputStream {
    private static final byte[] NAME = "\"BulkDataURI\":\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] base;
    private int seen;

    /** @param base in ASCII, ending with a slash; nothing that JSON escapes may be in it */
    public RelativeBulkData(OutputStream out, String base) {
        super(out);
        this.base = base.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        if (isNext((byte) b)) {
            out.write(base);
        }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int written = from;
        for (int i = from; i < from + length; i++) {
            if (isNext(bytes[i])) {
                out.write(bytes, written, i + 1 - written);
                out.write(base);
                written = i + 1;
            }
        }
        out.write(bytes, written, from + length - written);
    }

    /** Whether the name is complete with this byte. */
    private boolean isNext(byte b) {
        if (b != NAME[seen]) {
            seen = b == NAME[0] ? 1 : 0;
            return false;
        }
        seen++;
        if (seen < NAME.length) {
            return false;
        }
        seen = 0;
        return true;
    }
}
