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
        ByteArrayOutputStream checksums = new ByteArrayOutputStream();
        try (BlockPipeline blocks = new BlockPipeline(to)) {
            long size = 0;
            byte[] block = blocks.next();
            for (int read = from.readNBytes(block, 0, block.length);
                    read > 0;
                    read = from.readNBytes(block, 0, block.length)) {
                if (read > limit - size) {
                    throw new DocumentTooLargeException(limit);
                }
                size += read;
                checksums.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(BlockChecksums.of(ByteBuffer.wrap(block, 0, read)))
                        .array());
                blocks.pass(read);
                block = blocks.next();
            }
            return new Measured(new ContentName(blocks.finish(), size), new BlockChecksums(checksums.toByteArray()));
        }
    }
}
