package dev.xdsi.soap.mtom;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to be longer than allowed. */
final class BoundedInput extends FilterInputStream {
    private long allowed;
    private long read;

    BoundedInput(InputStream in, long allowed) {
        super(in);
        this.allowed = allowed;
    }

    /** From now on, and for what was read already, no more than so many bytes are allowed. */
    void narrow(long bytes) throws IOException {
        allowed = Math.min(allowed, bytes);
        count(0);
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > allowed) {
            throw new RefusedMessageException("the message is larger than " + allowed + " bytes");
        }
    }
}
