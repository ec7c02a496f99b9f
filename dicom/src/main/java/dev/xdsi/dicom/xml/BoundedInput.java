package dev.xdsi.dicom.xml;

import dev.xdsi.dicom.DicomException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which only so much is taken: what is longer is an error. */
final class BoundedInput extends FilterInputStream {
    private long left;

    BoundedInput(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        left -= Math.max(0, read);
        if (left < 0) {
            throw new DicomException("the XML is longer than is taken");
        }
        return read;
    }
}
