package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Passes blocks on and takes their SHA-1, both beside the thread that fills them and a few blocks behind it at most: receiving, hashing
 * and writing take about as long as each other, and there are several processors. Used by one thread, which closes it before it closes
 * the channel.
 */
final class BlockPipeline implements AutoCloseable {
    /** One is filled, one hashed, one written, and two are there when one is late. */
    private static final int BLOCKS = 5;

    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("block").start(task);

    private final WritableByteChannel to;
    private final MessageDigest sha1 = sha1();
    private final byte[][] blocks = new byte[BLOCKS][];
    private final CompletableFuture<?>[] uses = new CompletableFuture<?>[BLOCKS];
    private CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private int current;

    BlockPipeline(WritableByteChannel to) {
        this.to = to;
        Arrays.fill(uses, hashed);
    }

    /**
     * A block to be filled, of which nothing is needed any more.
     *
     * @throws IOException when one before could not be written
     */
    byte[] next() throws IOException {
        current = (current + 1) % BLOCKS;
        await(uses[current]);
        if (blocks[current] == null) {
            blocks[current] = new byte[BlockChecksums.BLOCK];
        }
        return blocks[current];
    }

    /** The block that {@link #next} gave holds so many bytes, which follow those before. */
    void pass(int length) throws IOException {
        byte[] block = blocks[current];
        if (length < block.length) {
            // the last, and often the only one: not worth a thread
            await(hashed);
            sha1.update(block, 0, length);
            await(written);
            write(block, length);
        } else {
            hashed = hashed.thenRunAsync(() -> sha1.update(block), BESIDE);
            written = written.thenRunAsync(() -> writeBeside(block), BESIDE);
            uses[current] = CompletableFuture.allOf(hashed, written);
        }
    }

    /** The hash of all blocks, which are written; to be asked once. */
    Hash finish() throws IOException {
        await(written);
        await(hashed);
        return Hash.of(sha1.digest());
    }

    /** Nothing touches the channel any more. */
    @Override
    public void close() {
        CompletableFuture.allOf(hashed, written).exceptionally(failed -> null).join();
    }

    private void writeBeside(byte[] block) {
        try {
            write(block, block.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] block, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(block, 0, length);
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private static void await(CompletableFuture<?> done) throws IOException {
        try {
            done.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException unchecked -> throw unchecked.getCause();
                case RuntimeException unexpected -> throw unexpected;
                case null, default -> throw e;
            }
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
