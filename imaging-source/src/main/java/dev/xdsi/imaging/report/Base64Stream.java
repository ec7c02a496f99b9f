package dev.xdsi.imaging.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** Bytes as base64 while they are read, a few thousand at a time. */
final class Base64Stream extends InputStream {
    /** A multiple of three, so that only the end is padded. */
    private static final int STEP = 3 << 12;

    private final InputStream in;
    private byte[] encoded = new byte[0];
    private int at;

    Base64Stream(InputStream in) {
        this.in = in;
    }

    private boolean refill() throws IOException {
        if (at < encoded.length) {
            return true;
        }
        encoded = Base64.getEncoder().encode(in.readNBytes(STEP));
        at = 0;
        return encoded.length > 0;
    }

    @Override
    public int read() throws IOException {
        return refill() ? encoded[at++] : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int read = Math.min(count, encoded.length - at);
        System.arraycopy(encoded, at, into, from, read);
        at += read;
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
