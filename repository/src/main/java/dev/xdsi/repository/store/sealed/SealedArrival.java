package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Seals bytes on their way into a store, a block at a time. */
final class SealedArrival implements Arrival {
    private final Arrival sealed;
    private final MasterKeys keys;
    private final SecretKey key;
    private final ByteBuffer block = ByteBuffer.allocate(SealedBlocks.BLOCK);
    private final ByteBuffer closed = ByteBuffer.allocate(SealedBlocks.BLOCK + SealedBlocks.TAG);
    private long number;

    /** @param sealed with room for a header, which says the name of the content and so comes last */
    SealedArrival(Arrival sealed, MasterKeys keys) {
        this.sealed = sealed;
        this.keys = keys;
        this.key = keys.newKey();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (!block.hasRemaining()) {
            // only now it is known that this block is not the last
            seal(false);
        }
        int taken = Math.min(block.remaining(), bytes.remaining());
        block.put(bytes.slice(bytes.position(), taken));
        bytes.position(bytes.position() + taken);
        return taken;
    }

    private void seal(boolean last) throws IOException {
        try {
            closed.clear();
            MasterKeys.cipher(Cipher.ENCRYPT_MODE, key, SealedBlocks.nonce(number++, last))
                    .doFinal(block.flip(), closed);
            block.clear();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
        send(closed.flip(), sealed);
    }

    private static void send(ByteBuffer bytes, Arrival to) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void begin(ByteBuffer bytes) {
        throw new UnsupportedOperationException("what is sealed begins with its header");
    }

    @Override
    public void complete(ContentName name) throws IOException {
        seal(true);
        sealed.begin(ByteBuffer.wrap(keys.wrap(key, name)));
        sealed.complete(SealedBlocks.sealed(name));
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
