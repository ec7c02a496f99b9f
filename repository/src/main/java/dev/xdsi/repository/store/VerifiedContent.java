package dev.xdsi.repository.store;

import dev.xdsi.transaction.DocumentContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bytes of a kept document, read from their store as often as asked and compared with what was received.
 *
 * @param sealed whether they are encrypted where they are: plain ones are not believed then
 * @param unreadable counts those that are missing, cut short, other bytes or without a key
 */
record VerifiedContent(ContentStore contents, Measured received, boolean sealed, LongAdder unreadable)
        implements DocumentContent {
    @Override
    public long length() {
        return received.name().size();
    }

    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public ReadableByteChannel channel() throws IOException {
        ContentName name = received.name();
        try {
            if (sealed && !contents.seals()) {
                throw new NoKeyException("content " + name + " is encrypted, and there is no key to it");
            }
            ReadableByteChannel bytes = sealed ? contents.open(name) : contents.openAlsoPlain(name);
            return bytes instanceof FileChannel file
                    ? new VerifiedFile(file, verified(new PositionedReading(file)))
                    : verified(bytes);
        } catch (CorruptContentException | EOFException | NoKeyException | NoSuchFileException e) {
            unreadable.increment();
            throw e;
        }
    }

    private VerifiedChannel verified(ReadableByteChannel bytes) {
        return new VerifiedChannel(bytes, received.name(), received.checksums(), unreadable);
    }

    /** Compares the first block, so that who asks learns what he can before the first byte is sent. */
    void checkBeginning() throws IOException {
        try (ReadableByteChannel channel = channel()) {
            // any byte will do: the block is compared before it is given
            channel.read(ByteBuffer.allocate(1));
        }
    }
}
