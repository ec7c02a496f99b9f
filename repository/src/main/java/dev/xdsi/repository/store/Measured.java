package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Takes hash and size of a document as its bytes pass, and stops it at the limit. */
public final class Measured extends FilterOutputStream {
    private final MessageDigest sha1;
    private final long limit;
    private long size;

    public Measured(OutputStream out, long limit) {
        super(out);
        this.sha1 = sha1();
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > limit - size) {
            throw new DocumentTooLargeException(limit);
        }
        out.write(bytes, offset, length);
        sha1.update(bytes, offset, length);
        size += length;
    }

    public long size() {
        return size;
    }

    /** The hash of all bytes; to be asked once. */
    public Hash hash() {
        return Hash.of(sha1.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
