package dev.xdsi.dicom.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Words in the other byte order. */
final class SwappedStream extends FilterInputStream {
    private final byte[] words;
    private final int wordSize;
    private int at;
    private int limit;

    SwappedStream(InputStream in, int wordSize) {
        super(in);
        this.wordSize = wordSize;
        this.words = new byte[8 << 10];
    }

    /** Turns each whole word round in place; an odd rest stays as it is. */
    static void swap(byte[] bytes, int length, int wordSize) {
        for (int word = 0; word + wordSize <= length; word += wordSize) {
            for (int i = word, j = word + wordSize - 1; i < j; i++, j--) {
                byte first = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = first;
            }
        }
    }

    @Override
    public int read() throws IOException {
        return at < limit || refill() ? words[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (at == limit && !refill()) {
            return -1;
        }
        int copied = Math.min(count, limit - at);
        System.arraycopy(words, at, into, from, copied);
        at += copied;
        return copied;
    }

    private boolean refill() throws IOException {
        at = 0;
        limit = in.readNBytes(words, 0, words.length);
        swap(words, limit, wordSize);
        return limit > 0;
    }

    @Override
    public long skip(long count) throws IOException {
        return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, 8 << 10)]));
    }

    @Override
    public int available() {
        return limit - at;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
