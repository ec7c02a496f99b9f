package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.ContentName;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * How the bytes of a content lie in a sealed one: after a header, blocks of which each has a tag of its own. The nonce of a block is
 * its number and whether it is the last, so that none can be left out, moved or cut off without being noticed; each content has a
 * key of its own, so that no nonce comes twice.
 */
final class SealedBlocks {
    static final int BLOCK = BlockChecksums.BLOCK;
    static final int TAG = 16;

    private static final int NONCE = 12;

    private SealedBlocks() {}

    /** What a content is called where its sealed bytes are: by the same hash, and by their number. */
    static ContentName sealed(ContentName name) {
        long blocks = Math.max(1, (name.size() + BLOCK - 1) / BLOCK);
        return new ContentName(name.hash(), MasterKeys.HEADER + name.size() + blocks * TAG);
    }

    /** The content of sealed bytes; empty when no content has so many of them. */
    static Optional<ContentName> opened(ContentName sealed) {
        long bytes = sealed.size() - MasterKeys.HEADER;
        long blocks = Math.max(1, (bytes + BLOCK + TAG - 1) / (BLOCK + TAG));
        return Optional.of(bytes - blocks * TAG)
                .filter(size -> size >= 0)
                .map(size -> new ContentName(sealed.hash(), size))
                .filter(name -> sealed(name).equals(sealed));
    }

    static byte[] nonce(long number, boolean last) {
        return ByteBuffer.allocate(NONCE).putInt(last ? 1 : 0).putLong(number).array();
    }
}
