package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** A file: what is skipped is never read. */
final class FileInput extends DicomInput {
    private final Path file;
    private final FileChannel channel;
    private final long length;

    FileInput(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.length = channel.size();
    }

    Path file() {
        return file;
    }

    @Override
    protected int fill(byte[] into, int from, int count) throws IOException {
        return channel.read(ByteBuffer.wrap(into, from, count));
    }

    @Override
    protected void skipBeyondBuffer(long count) throws IOException {
        channel.position(channel.position() + count);
    }

    @Override
    long length() {
        return length;
    }

    @Override
    Optional<BulkData> region(long offset, long count, int wordSize) {
        FileRegion region = new FileRegion(file, offset, count);
        return Optional.of(wordSize == 1 ? region : new FileRegion.Swapped(region, wordSize));
    }
}
