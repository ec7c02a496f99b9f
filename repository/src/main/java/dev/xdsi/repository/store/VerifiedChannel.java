package dev.xdsi.repository.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;

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

    /**
     * Compares the next block and gives nothing of it.
     *
     * @param most bytes that it may have
     * @param scratch what is read through
     * @return how many it has; none at the end, where it has more, or while a part of the block before is still to be given
     */
    int pass(long most, ByteBuffer scratch) throws IOException {
        int length = compared.hasRemaining() ? 0 : BlockChecksums.length(position, name.size());
        if (length == 0 || length > most) {
            return 0;
        }
        try {
            comparePieces(length, scratch);
        } catch (CorruptContentException | EOFException e) {
            unreadable.increment();
            throw e;
        }
        return length;
    }

    private void comparePieces(int length, ByteBuffer scratch) throws IOException {
        CRC32C crc = new CRC32C();
        int done = 0;
        while (done < length) {
            ByteBuffer piece = scratch.clear().limit(Math.min(scratch.capacity(), length - done));
            int read = bytes.read(piece);
            if (read < 0) {
                throw endsEarly(done);
            }
            crc.update(piece.flip());
            done += read;
        }
        accept(length, (int) crc.getValue());
    }

    private EOFException endsEarly(int inBlock) {
        return new EOFException("content " + name + " ends after " + (position + inBlock) + " bytes");
    }

    private void accept(int length, int checksum) throws CorruptContentException {
        if (!checksums.match(position, checksum)) {
            throw new CorruptContentException(
                    "content " + name + " is not what was received, in the block from byte " + position);
        }
        position += length;
    }

    private void readBlock(ByteBuffer block) throws IOException {
        try {
            compareBlock(block);
        } catch (CorruptContentException | EOFException e) {
            compared = ByteBuffer.allocate(0);
            unreadable.increment();
            throw e;
        }
    }

    private void compareBlock(ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            if (bytes.read(block) < 0) {
                throw endsEarly(block.position());
            }
        }
        accept(block.position(), BlockChecksums.of(block.flip()));
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
