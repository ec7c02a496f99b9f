package dev.xdsi.repository.store.sealed;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.BlockChecksums;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.Measured;
import dev.xdsi.repository.store.SealIndex;
import dev.xdsi.repository.store.TemporaryName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings every content to the current master key, so that the others are not needed any more: one whose key is wrapped by another gets a
 * new header before the same encrypted bytes, and a plain one is encrypted. Each is written beside and takes the place of the old one in
 * one step, so that whatever interrupts it can be begun anew: what is done is seen by its header.
 */
public final class Rewrapping {
    private static final int AT_ONCE = 500;
    private static final Rewrapped WRAPPED = new Rewrapped(1, 0, 0, 0);
    private static final Rewrapped ENCRYPTED = new Rewrapped(0, 1, 0, 0);
    private static final Rewrapped CURRENT = new Rewrapped(0, 0, 1, 0);
    private static final Rewrapped FAILED = new Rewrapped(0, 0, 0, 1);

    private final ContentStore contents;
    private final MasterKeys keys;
    private final SealIndex index;
    private final Supplier<UUID> names;

    /** Is told how it goes. */
    public interface Watch {
        void progress(Rewrapped soFar, long ofAll);

        /** This content is as it was. */
        void failed(ContentName name, IOException why);
    }

    /**
     * @param contents where encrypted bytes are
     * @param names random, never the same twice
     */
    public Rewrapping(ContentStore contents, MasterKeys keys, SealIndex index, Supplier<UUID> names) {
        this.contents = contents;
        this.keys = keys;
        this.index = index;
        this.names = names;
    }

    /** @throws IOException when index or store cannot be used, rather than one content */
    public Rewrapped run(Watch watch) throws IOException {
        long all = index.count();
        Rewrapped done = Rewrapped.NOTHING;
        List<SealIndex.Kept> some = index.after(Optional.empty(), AT_ONCE);
        while (!some.isEmpty()) {
            for (SealIndex.Kept each : some) {
                done = done.plus(tried(each, watch));
                watch.progress(done, all);
            }
            some = index.after(Optional.of(some.getLast().name()), AT_ONCE);
        }
        return done;
    }

    private Rewrapped tried(SealIndex.Kept each, Watch watch) throws IOException {
        try {
            return rewrap(each.name(), each.sealed());
        } catch (IOException e) {
            contents.check();
            watch.failed(each.name(), e);
            return FAILED;
        }
    }

    private Rewrapped rewrap(ContentName name, boolean noted) throws IOException {
        byte[] header = header(name);
        if (header == null) {
            return replaced(name, null, into -> encrypt(name, into)) ? ENCRYPTED : CURRENT;
        }
        if (MasterKeys.isBound(header) && noted) {
            keys.unwrap(header, name);
        } else if (!Arrays.equals(header, checked(name))) {
            throw new CorruptContentException("content " + name + " was replaced while it was read");
        }
        if (!keys.isCurrent(header)) {
            return replaced(name, header, into -> copy(name, header, into)) ? WRAPPED : CURRENT;
        }
        if (!noted) {
            // plain bytes may have stayed when this was interrupted
            index.seal(name, known -> contents.delete(name));
        }
        return CURRENT;
    }

    /** The header of an encrypted content of which every byte was looked at: it may be another's, or the only one beside a plain one. */
    private byte[] checked(ContentName name) throws IOException {
        return OpenedChannel.check(contents.open(SealedBlocks.sealed(name)), keys, name);
    }

    @FunctionalInterface
    private interface Writing {
        void to(TemporaryName name) throws IOException;
    }

    /** Whether what was written took the place of the old; not when somebody else has deleted or replaced that meanwhile. */
    private boolean replaced(ContentName name, byte @Nullable [] old, Writing writing) throws IOException {
        UUID deposit = names.get();
        TemporaryName written = new TemporaryName(deposit, 0);
        boolean[] replaced = {false};
        try {
            writing.to(written);
            contents.secure(deposit);
            index.seal(name, known -> {
                if (known && old == null) {
                    throw new NoSuchFileException("the encrypted bytes of content " + name);
                }
                if (Arrays.equals(old, header(name))) {
                    contents.replace(written, SealedBlocks.sealed(name));
                    replaced[0] = true;
                } else if (!known) {
                    // whoever sealed it meanwhile: the plain ones go only once these are known to be whole
                    checked(name);
                }
                if (!known) {
                    contents.delete(name);
                }
            });
        } finally {
            contents.finish(deposit);
        }
        return replaced[0];
    }

    /** The header of an encrypted content; null when it is not there encrypted. */
    private byte @Nullable [] header(ContentName name) throws IOException {
        try (ReadableByteChannel sealed = contents.open(SealedBlocks.sealed(name))) {
            return header(sealed);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static byte[] header(ReadableByteChannel sealed) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(MasterKeys.HEADER);
        while (header.hasRemaining()) {
            if (sealed.read(header) < 0) {
                throw new EOFException("an encrypted content is cut short");
            }
        }
        return header.array();
    }

    /** The same encrypted bytes behind another header. */
    private void copy(ContentName name, byte[] old, TemporaryName into) throws IOException {
        try (ReadableByteChannel sealed = contents.open(SealedBlocks.sealed(name));
                Arrival arrival = contents.receive(into)) {
            if (!Arrays.equals(old, header(sealed))) {
                throw new CorruptContentException("content " + name + " was replaced while it was read");
            }
            ByteBuffer buffer = ByteBuffer.wrap(keys.wrap(keys.unwrap(old, name), name));
            long left = SealedBlocks.sealed(name).size() - buffer.capacity();
            write(buffer, arrival);
            buffer = ByteBuffer.allocate(BlockChecksums.BLOCK);
            while (left > 0) {
                int read = sealed.read(buffer.clear().limit((int) Math.min(left, buffer.capacity())));
                if (read < 0) {
                    throw new EOFException("content " + name + " is cut short");
                }
                left -= read;
                write(buffer.flip(), arrival);
            }
            arrival.complete(SealedBlocks.sealed(name));
        }
    }

    private static void write(ByteBuffer bytes, Arrival to) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    private void encrypt(ContentName name, TemporaryName into) throws IOException {
        try (InputStream plain = Channels.newInputStream(contents.open(name));
                Arrival arrival = new SealedArrival(contents.receive(into, MasterKeys.HEADER), keys)) {
            Measured measured = Measured.copy(plain, arrival, name.size());
            if (!measured.name().equals(name)) {
                throw new CorruptContentException("content " + name + " is not what was received");
            }
            arrival.complete(name);
        }
    }
}
