package dev.xdsi.repository.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads a file from its beginning without moving the file's own position: a channel that moves it lets nobody else at the file meanwhile,
 * not even the sender of what was read long before.
 */
final class PositionedReading implements ReadableByteChannel {
    private final FileChannel file;
    private long position;

    /** The file is closed with it. */
    PositionedReading(FileChannel file) {
        this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int read = file.read(target, position);
        position += Math.max(read, 0);
        return read;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
