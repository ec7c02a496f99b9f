package dev.xdsi.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that come as a stream are the same when they are read as a channel. */
class DocumentContentTest {
    private static final byte[] BYTES = new byte[300_001];

    static {
        new Random(7).nextBytes(BYTES);
    }

    private static final DocumentContent CONTENT = new DocumentContent() {
        @Override
        public long length() {
            return BYTES.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(BYTES);
        }
    };

    @Test
    void intoBuffersInTheHeapAndOutsideIt() throws IOException {
        for (ByteBuffer buffer :
                new ByteBuffer[] {ByteBuffer.allocate(BYTES.length + 5), ByteBuffer.allocateDirect(BYTES.length + 5)}) {
            buffer.position(3).limit(70_000);
            try (ReadableByteChannel channel = CONTENT.channel()) {
                fill(channel, buffer);
                assertThat(buffer.remaining()).isZero();
                fill(channel, buffer.limit(buffer.capacity()));
                assertThat(channel.read(buffer)).isEqualTo(-1);
                assertThat(channel.isOpen()).isTrue();
                channel.close();
                assertThat(channel.isOpen()).isFalse();
            }
            assertThat(buffer.flip().position(3)).isEqualTo(ByteBuffer.wrap(BYTES));
        }
    }

    private static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // a channel gives as much as it likes
        }
    }
}
