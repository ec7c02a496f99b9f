package dev.xdsi.dicom.json;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Puts a base before each BulkDataURI of DICOM JSON while it passes: as it is kept it has relative ones, for nobody knows how long an
 * address will be the same. Only what {@link DicomJson} wrote may pass, which has no space around the colon; within a string a quotation
 * mark is escaped, so that no text looks like the name.
 */
public final class RelativeBulkData extends FilterOutputStream {
    private static final byte[] NAME = "\"BulkDataURI\":\"".getBytes(StandardCharsets.US_ASCII);

    /** How far the name may be moved on from a byte that is not its last, for each byte (Horspool): few bytes of a metadata object are looked at. */
    private static final int[] FURTHER = further();

    private final byte[] base;
    private int seen;

    /** @param base in ASCII, ending with a slash; nothing that JSON escapes may be in it */
    public RelativeBulkData(OutputStream out, String base) {
        super(out);
        this.base = base.getBytes(StandardCharsets.US_ASCII);
    }

    private static int[] further() {
        int last = NAME.length - 1;
        int[] further = new int[1 << Byte.SIZE];
        Arrays.fill(further, NAME.length);
        for (int i = 0; i < last; i++) {
            further[NAME[i]] = last - i;
        }
        return further;
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
        int end = from + length;
        int written = from;
        int at = from;
        while (at < end) {
            int last = at + NAME.length - 1;
            if (seen == 0 && last < end && bytes[last] != NAME[NAME.length - 1]) {
                at += FURTHER[bytes[last] & 0xFF];
                continue;
            }
            if (isNext(bytes[at++])) {
                out.write(bytes, written, at - written);
                out.write(base);
                written = at;
            }
        }
        out.write(bytes, written, end - written);
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
