package dev.xdsi.dicom.io;

import dev.xdsi.dicom.BulkData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A value that stays in its file: where it starts and how long it is. */
public record FileRegion(Path file, long offset, long length) implements BulkData {
    @Override
    public InputStream open() throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            channel.position(offset);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        InputStream in = Channels.newInputStream(channel);
        return length == Long.MAX_VALUE ? in : new BoundedStream(in, length);
    }

    /** The same region of a big endian file, its words turned round while they pass. */
    record Swapped(FileRegion region, int wordSize) implements BulkData {
        @Override
        public long length() {
            return region.length();
        }

        @Override
        public InputStream open() throws IOException {
            return new SwappedStream(region.open(), wordSize);
        }
    }
}
