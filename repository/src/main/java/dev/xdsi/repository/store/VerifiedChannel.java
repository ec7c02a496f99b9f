package dev.xdsi.repository.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.LongAdder;

/** Gives bytes of a content block by block, each only once it was compared with what was received. */
final class VerifiedChannel implements ReadableByteChannel {
    private final ReadableByteChannel bytes;
    private final ContentName name;
    private final BlockChecksums checksums;
    private final LongAdder unreadable;
    private long position;
    private ByteBuffer compared = ByteBuffer.allocate(0);

    /** @param unreadable counts contents that are cut short or other bytes */
    VerifiedChannel(ReadableByteChannel bytes, ContentName name, BlockChecksums checksums, LongAdder unreadable) {
        this.bytes = bytes;
        this.name = name;
        this.checksums = checksums;
        this.unreadable = unreadable;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!compared.hasRemaining()) {
            int length = BlockChecksums.length(position, name.size());
            if (length == 0) {
                return -1;
            }
            if (target.remaining() >= length) {
                readBlock(target.slice(target.position(), length));
                target.position(target.position() + length);
                return length;
            }
            compared = ByteBuffer.allocate(length);
            readBlock(compared.duplicate());
        }
        int given = Math.min(target.remaining(), compared.remaining());
        target.put(compared.slice(compared.position(), given));
        compared.position(compared.position() + given);
        return given;
    }

    private void readBlock(ByteBuffer block) throws IOException {
        try {
            compareBlock(block);
        } catch (CorruptContentException | EOFException e) {
            unreadable.increment();
            throw e;
        }
    }

    private void compareBlock(ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (bytes.read(block) < 0) {
                throw new EOFException("content " + name + " ends after " + (position + block.position()) + " bytes");
            }
        }
        if (!checksums.match(position, block.flip())) {
            compared = ByteBuffer.allocate(0);
            throw new CorruptContentException(
                    "content " + name + " is not what was received, in the block from byte " + position);
        }
        position += block.limit();
    }

    @Override
    public boolean isOpen() {
        return bytes.isOpen();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
