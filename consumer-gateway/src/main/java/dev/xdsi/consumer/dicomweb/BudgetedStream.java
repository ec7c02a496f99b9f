package dev.xdsi.consumer.dicomweb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a partner sends, of which only so much is taken before its reader has made something of it. */
final class BudgetedStream extends FilterInputStream {
    private final long budget;
    private long left;

    BudgetedStream(InputStream in, long budget) {
        super(in);
        this.budget = budget;
        this.left = budget;
    }

    /** Its reader is ready for as much again. */
    void renew() {
        left = budget;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (left <= 0) {
            throw new IOException("the metadata of one instance are larger than " + budget + " bytes");
        }
        int read = super.read(into, from, (int) Math.min(length, left));
        left -= Math.max(0, read);
        return read;
    }
}
