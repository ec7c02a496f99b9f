package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What was measured of bytes as they passed. */
public record Measured(ContentName name, BlockChecksums checksums) {

    /**
     * Copies all bytes, measuring them on the way.
     *
     * @param limit most bytes to take
     * @throws DocumentTooLargeException when there are more
     */
    public static Measured copy(InputStream from, WritableByteChannel to, long limit) throws IOException {
        MessageDigest sha1 = sha1();
        ByteArrayOutputStream checksums = new ByteArrayOutputStream();
        byte[] block = new byte[BlockChecksums.BLOCK];
        long size = 0;
        for (int read = from.readNBytes(block, 0, block.length);
                read > 0;
                read = from.readNBytes(block, 0, block.length)) {
            if (read > limit - size) {
                throw new DocumentTooLargeException(limit);
            }
            size += read;
            sha1.update(block, 0, read);
            checksums.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(BlockChecksums.of(ByteBuffer.wrap(block, 0, read)))
                    .array());
            write(ByteBuffer.wrap(block, 0, read), to);
        }
        return new Measured(new ContentName(Hash.of(sha1.digest()), size), new BlockChecksums(checksums.toByteArray()));
    }

    private static void write(ByteBuffer bytes, WritableByteChannel to) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
