package dev.xdsi.repository.store;

import dev.xdsi.model.Hash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Takes the SHA-1 of blocks beside the thread that reads and writes them, a few blocks behind it at most: hashing takes as long as
 * writing, and there are several processors. Used by one thread.
 */
final class HashBeside {
    /** One is read, one written, one hashed, and one is there when another is late. */
    private static final int BLOCKS = 4;

    private static final Executor BESIDE =
            task -> Thread.ofVirtual().name("hash").start(task);

    private final MessageDigest sha1 = sha1();
    private final byte[][] blocks = new byte[BLOCKS][];
    private final CompletableFuture<?>[] uses = new CompletableFuture<?>[BLOCKS];
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private int current;

    HashBeside() {
        Arrays.fill(uses, last);
    }

    /** A block to be filled, of which nothing is needed any more. */
    byte[] next() {
        current = (current + 1) % BLOCKS;
        uses[current].join();
        if (blocks[current] == null) {
            blocks[current] = new byte[BlockChecksums.BLOCK];
        }
        return blocks[current];
    }

    /** The block that {@link #next} gave holds so many bytes, which follow those before. */
    void update(int length) {
        byte[] block = blocks[current];
        if (length < block.length) {
            // the last, and often the only one: not worth a thread
            last.join();
            sha1.update(block, 0, length);
        } else {
            last = last.thenRunAsync(() -> sha1.update(block, 0, length), BESIDE);
            uses[current] = last;
        }
    }

    /** The hash of all blocks; to be asked once. */
    Hash hash() {
        last.join();
        return Hash.of(sha1.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
