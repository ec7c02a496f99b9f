package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.IndexMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A small file beside the contents, in a folder of this process alone.
 *
 * @param beginning where it is written before it has its name
 */
record FileMark(Path file, Path beginning) implements IndexMark {
    private static final Object WRITING = new Object();

    @Override
    public Optional<UUID> read() throws IOException {
        try {
            return Optional.of(IndexMark.parse(Files.readString(file, StandardCharsets.ISO_8859_1), place()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void writeUnlessThere(UUID index) throws IOException {
        synchronized (WRITING) {
            if (!Files.exists(file)) {
                write(index);
            }
        }
    }

    private void write(UUID index) throws IOException {
        try (FileChannel channel = FileChannel.open(
                beginning, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (ByteBuffer id = StandardCharsets.US_ASCII.encode(index + "\n"); id.hasRemaining(); ) {
                channel.write(id);
            }
            channel.force(true);
        } catch (IOException e) {
            throw FileArrival.explained(beginning, e);
        }
        Files.move(beginning, file, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(file.resolveSibling("."));
    }

    @Override
    public String place() {
        return "the file " + file;
    }
}
