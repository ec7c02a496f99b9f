package dev.xdsi.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * A document of bytes that nobody could make smaller, another one for every number. Each block of a mebibyte begins with the document's
 * number and its own; the rest is always the same, so that to send it costs no more than to send a file.
 */
record MadeUpDocument(long number, long size) {
    private static final int BLOCK = 1 << 20;
    private static final byte[] ANY = any();

    private static byte[] any() {
        byte[] bytes = new byte[BLOCK];
        new Random(4711).nextBytes(bytes);
        return bytes;
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] block = ANY.clone();
        for (long written = 0; written < size; written += BLOCK) {
            ByteBuffer.wrap(block).putLong(number).putLong(written);
            out.write(block, 0, (int) Math.min(BLOCK, size - written));
        }
    }
}
