package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.Measured;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Opens sealed bytes on their way out, a block at a time; nobody gets a byte of a block that is not whole and in its place. */
final class OpenedChannel implements ReadableByteChannel {
    private final ReadableByteChannel sealed;
    private final byte[] header;
    private final SecretKey key;
    private final long size;
    private final ByteBuffer closed;
    private ByteBuffer opened = ByteBuffer.allocate(0);
    private long position;
    private long number;
    private boolean ended;

    private OpenedChannel(ReadableByteChannel sealed, byte[] header, SecretKey key, long size) {
        this.sealed = sealed;
        this.header = header;
        this.key = key;
        this.size = size;
        this.closed = ByteBuffer.allocate((int) Math.min(SealedBlocks.BLOCK, size) + SealedBlocks.TAG);
    }

    /** Where sealed bytes are, to be opened more than once. */
    @FunctionalInterface
    interface Sealed {
        ReadableByteChannel open() throws IOException;
    }

    /**
     * Opens a content by its name. A former header does not say whose it is: then nobody gets a byte before all of them were compared with the hash,
     * for it may stand before those of another content.
     */
    static ReadableByteChannel of(Sealed sealed, MasterKeys keys, ContentName name) throws IOException {
        OpenedChannel opened = begin(sealed.open(), keys, name);
        if (MasterKeys.isBound(opened.header)) {
            return opened;
        }
        opened.readThrough(name);
        OpenedChannel again = begin(sealed.open(), keys, name);
        if (!Arrays.equals(again.header, opened.header)) {
            again.close();
            throw new CorruptContentException("content " + name + " was replaced while it was read");
        }
        return again;
    }

    /**
     * Reads all of the bytes once.
     *
     * @return the header, which stands for them: no other bytes are sealed with its key
     */
    static byte[] check(ReadableByteChannel sealed, MasterKeys keys, ContentName name) throws IOException {
        OpenedChannel opened = begin(sealed, keys, name);
        opened.readThrough(name);
        return opened.header;
    }

    private void readThrough(ContentName name) throws IOException {
        try (InputStream in = Channels.newInputStream(this)) {
            Measured measured = Measured.copy(in, Channels.newChannel(OutputStream.nullOutputStream()), name.size());
            if (!measured.name().equals(name)) {
                throw new CorruptContentException("content " + name + " is not what was received");
            }
        }
    }

    private static OpenedChannel begin(ReadableByteChannel sealed, MasterKeys keys, ContentName name)
            throws IOException {
        try {
            ByteBuffer header = ByteBuffer.allocate(MasterKeys.HEADER);
            fill(header, sealed);
            return new OpenedChannel(sealed, header.array(), keys.unwrap(header.array(), name), name.size());
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
