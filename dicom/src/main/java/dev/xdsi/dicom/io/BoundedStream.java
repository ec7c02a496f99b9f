package dev.xdsi.dicom.io;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The next so many bytes of a stream; that it ends early is an error, never a short value. */
public final class BoundedStream extends FilterInputStream {
    private long left;

    /** @param length bytes that there are to be */
    public BoundedStream(InputStream in, long length) {
        super(in);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (left == 0 || count == 0) {
            return left == 0 ? -1 : 0;
        }
        int read = super.read(into, from, (int) Math.min(count, left));
        if (read < 0) {
            throw new EOFException("the value ends " + left + " bytes early");
        }
        left -= read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
