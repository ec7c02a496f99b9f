package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.CorruptContentException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Opens sealed bytes on their way out, a block at a time; nobody gets a byte of a block that is not whole and in its place. */
final class OpenedChannel implements ReadableByteChannel {
    private final ReadableByteChannel sealed;
    private final SecretKey key;
    private final long size;
    private final ByteBuffer closed;
    private ByteBuffer opened = ByteBuffer.allocate(0);
    private long position;
    private long number;
    private boolean ended;

    private OpenedChannel(ReadableByteChannel sealed, SecretKey key, long size) {
        this.sealed = sealed;
        this.key = key;
        this.size = size;
        this.closed = ByteBuffer.allocate((int) Math.min(SealedBlocks.BLOCK, size) + SealedBlocks.TAG);
    }

    /**
     * @param size of the content
     */
    static OpenedChannel of(ReadableByteChannel sealed, MasterKeys keys, long size) throws IOException {
        try {
            ByteBuffer header = ByteBuffer.allocate(MasterKeys.HEADER);
            fill(header, sealed);
            return new OpenedChannel(sealed, keys.unwrap(header.array()), size);
        } catch (IOException | RuntimeException e) {
            sealed.close();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (!opened.hasRemaining() && !ended) {
            int length = (int) Math.min(SealedBlocks.BLOCK, size - position);
            if (length > 0 && target.remaining() >= length) {
                int before = target.position();
                unseal(length, target.slice(before, length));
                target.position(before + length);
                return length;
            }
            ByteBuffer block = ByteBuffer.allocate(length);
            unseal(length, block);
            opened = block.flip();
        }
        if (!opened.hasRemaining()) {
            return -1;
        }
        int given = Math.min(target.remaining(), opened.remaining());
        target.put(opened.slice(opened.position(), given));
        opened.position(opened.position() + given);
        return given;
    }

    private void unseal(int length, ByteBuffer target) throws IOException {
        boolean last = position + length == size;
        fill(closed.clear().limit(length + SealedBlocks.TAG), sealed);
        try {
            MasterKeys.cipher(Cipher.DECRYPT_MODE, key, SealedBlocks.nonce(number, last))
                    .doFinal(closed.flip(), target);
        } catch (GeneralSecurityException e) {
            throw (IOException)
                    new CorruptContentException("block " + number + " of a sealed content is not what was sealed")
                            .initCause(e);
        }
        number++;
        position += length;
        ended = last;
    }

    private static void fill(ByteBuffer buffer, ReadableByteChannel from) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException("a sealed content is cut short");
            }
        }
    }

    @Override
    public boolean isOpen() {
        return sealed.isOpen();
    }

    @Override
    public void close() throws IOException {
        sealed.close();
    }
}
