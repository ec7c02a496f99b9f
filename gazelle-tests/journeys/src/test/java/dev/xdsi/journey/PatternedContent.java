package dev.xdsi.journey;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;

/** A document of any size, made as it is read: no two of its blocks are the same. */
record PatternedContent(long length) implements DocumentContent {
    private static final int BLOCK = 1 << 20;

    @Override
    public InputStream open() {
        return new Pattern(length);
    }

    String sha1() throws IOException {
        return sha1(open());
    }

    /** Of what comes, as it comes. */
    static String sha1(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            byte[] buffer = new byte[BLOCK];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static final class Pattern extends InputStream {
        private final long length;
        private final byte[] block = new byte[BLOCK];
        private long position;

        Pattern(long length) {
            this.length = length;
            new Random(length).nextBytes(block);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) {
            Objects.checkFromIndexSize(offset, wanted, bytes.length);
            if (wanted == 0) {
                return 0;
            }
            if (position >= length) {
                return -1;
            }
            int within = (int) (position % BLOCK);
            if (within == 0) {
                ByteBuffer.wrap(block).putLong(0, position);
            }
            int read = (int) Math.min(Math.min(wanted, BLOCK - within), length - position);
            System.arraycopy(block, within, bytes, offset, read);
            position += read;
            return read;
        }
    }
}
