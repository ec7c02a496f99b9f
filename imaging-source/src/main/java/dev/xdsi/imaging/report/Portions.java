package dev.xdsi.imaging.report;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream of which only so much may be read until its reader says that it has dealt with what it read. */
final class Portions extends FilterInputStream {
    private final int largest;
    private int left;

    /** @param largest bytes of one portion */
    Portions(InputStream in, int largest) {
        super(in);
        this.largest = largest;
        this.left = largest;
    }

    /** More was read at once than may be. */
    static final class TooLarge extends IOException {
        TooLarge(int largest) {
            super("a piece of it is larger than " + largest + " bytes");
        }
    }

    void next() {
        left = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = super.read(into, from, count);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new TooLarge(largest);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
