package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.IndexMark;
import dev.xdsi.repository.store.TemporaryName;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts contents before they reach the store behind it: AES-256-GCM in blocks, with a key for each content that a master key wraps.
 * Their names, and so the hashes of documents, are not hidden. Plain bytes, which came before there was encryption, are given only to who
 * asks for them.
 */
public final class SealedContentStore implements ContentStore {
    private final ContentStore contents;
    private final MasterKeys keys;

    public SealedContentStore(ContentStore contents, MasterKeys keys) {
        this.contents = contents;
        this.keys = keys;
    }

    @Override
    public Arrival receive(TemporaryName name, int room) throws IOException {
        if (room != 0) {
            throw new IllegalArgumentException("what is sealed begins with its header");
        }
        return new SealedArrival(contents.receive(name, MasterKeys.HEADER), keys);
    }

    @Override
    public void secure(UUID deposit) throws IOException {
        contents.secure(deposit);
    }

    @Override
    public boolean publish(TemporaryName received, ContentName name) throws IOException {
        return contents.publish(received, SealedBlocks.sealed(name));
    }

    @Override
    public void finish(UUID deposit) throws IOException {
        contents.finish(deposit);
    }

    @Override
    public Map<UUID, Instant> unfinished() throws IOException {
        return contents.unfinished();
    }

    @Override
    public void replace(TemporaryName received, ContentName name) throws IOException {
        contents.replace(received, SealedBlocks.sealed(name));
        // nobody asks for plain ones where there are sealed ones
        contents.delete(name);
    }

    @Override
    public boolean seals() {
        return true;
    }

    @Override
    public ReadableByteChannel open(ContentName name) throws IOException {
        return OpenedChannel.of(() -> contents.open(SealedBlocks.sealed(name)), keys, name);
    }

    @Override
    public ReadableByteChannel openAlsoPlain(ContentName name) throws IOException {
        try {
            return open(name);
        } catch (NoSuchFileException e) {
            return plain(name, e);
        }
    }

    private ReadableByteChannel plain(ContentName name, NoSuchFileException notSealed) throws IOException {
        try {
            return contents.open(name);
        } catch (NoSuchFileException e) {
            e.addSuppressed(notSealed);
            throw e;
        }
    }

    @Override
    public ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException {
        return OpenedChannel.of(() -> contents.open(received, SealedBlocks.sealed(name)), keys, name);
    }

    @Override
    public void delete(ContentName name) throws IOException {
        contents.delete(SealedBlocks.sealed(name));
        contents.delete(name);
    }

    @Override
    public IndexMark mark() {
        return contents.mark();
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        contents.visit((closed, since) -> {
            Optional<ContentName> name = SealedBlocks.opened(closed);
            return visitor.found(name.orElse(closed), since);
        });
    }

    @Override
    public void sweep(Instant before) throws IOException {
        contents.sweep(before);
    }

    @Override
    public void check() throws IOException {
        contents.check();
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}
