package dev.xdsi.repository.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What was measured of bytes as they passed. */
public record Measured(ContentName name, BlockChecksums checksums) {

    /**
     * Copies all bytes, measuring them on the way.
     *
     * @param limit most bytes to take
     * @throws DocumentTooLargeException when there are more
     */
    public static Measured copy(InputStream from, WritableByteChannel to, long limit) throws IOException {
        HashBeside hash = new HashBeside();
        ByteArrayOutputStream checksums = new ByteArrayOutputStream();
        long size = 0;
        byte[] block = hash.next();
        for (int read = from.readNBytes(block, 0, block.length);
                read > 0;
                read = from.readNBytes(block, 0, block.length)) {
            if (read > limit - size) {
                throw new DocumentTooLargeException(limit);
            }
            size += read;
            hash.update(read);
            checksums.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(BlockChecksums.of(ByteBuffer.wrap(block, 0, read)))
                    .array());
            write(ByteBuffer.wrap(block, 0, read), to);
            block = hash.next();
        }
        return new Measured(new ContentName(hash.hash(), size), new BlockChecksums(checksums.toByteArray()));
    }

    private static void write(ByteBuffer bytes, WritableByteChannel to) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
