package dev.xdsi.transaction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** A stream as a channel, which reads into the buffer's own bytes where it has some: as many as fit, without a copy in between. */
final class InputChannel implements ReadableByteChannel {
    private static final int MOST_COPIED = 64 * 1024;

    private final InputStream in;
    private boolean open = true;

    InputChannel(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (target.hasArray()) {
            int read = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
            if (read > 0) {
                target.position(target.position() + read);
            }
            return read;
        }
        byte[] bytes = new byte[Math.min(target.remaining(), MOST_COPIED)];
        int read = in.read(bytes);
        if (read > 0) {
            target.put(bytes, 0, read);
        }
        return read;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        in.close();
    }
}
