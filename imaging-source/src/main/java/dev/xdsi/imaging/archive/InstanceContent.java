package dev.xdsi.imaging.archive;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The Part 10 file of an instance, as a document that is sent. */
record InstanceContent(Path file, long length) implements DocumentContent {
    @Override
    public InputStream open() throws IOException {
        return Channels.newInputStream(channel());
    }

    @Override
    public ReadableByteChannel channel() throws IOException {
        if (Files.size(file) != length) {
            throw new IOException("the file of an instance is not as long as it was: " + file);
        }
        return FileChannel.open(file, StandardOpenOption.READ);
    }
}
