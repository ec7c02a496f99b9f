package dev.xdsi.repository.store;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a kept document, read from their store as often as asked and compared with what was received. */
record VerifiedContent(ContentStore contents, Measured received) implements DocumentContent {
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
        return new VerifiedChannel(contents.open(received.name()), received.name(), received.checksums());
    }

    /** Compares the first block, so that who asks learns what he can before the first byte is sent. */
    void checkBeginning() throws IOException {
        try (ReadableByteChannel channel = channel()) {
            // any byte will do: the block is compared before it is given
            channel.read(ByteBuffer.allocate(1));
        }
    }
}
