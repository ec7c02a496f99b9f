package dev.xdsi.repository.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store. A file is born in a folder of its deposit in {@code incoming} and moves to {@code documents} once the
 * index knows it; on its way out it passes such a folder again. A deposit that has a folder in {@code incoming} is not
 * finished, so after a crash only those few are in question, and no start has to look through all documents.
 */
class DocumentFolder implements Closeable {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path incoming;
    private final Path documents;
    private final FileChannel lockFile;

    /** Opens the folder for this process alone: settling after a crash must not meet another's work. */
    DocumentFolder(Path root) throws IOException {
        incoming = Files.createDirectories(root.resolve("incoming"));
        documents = Files.createDirectories(root.resolve("documents"));
        force(root);
        lockFile = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException("another process uses the documents in " + root);
        }
    }

    /** Opens a new file of a deposit. */
    FileChannel create(DocumentFile file) throws IOException {
        Files.createDirectories(incoming(file.deposit()));
        return FileChannel.open(incoming(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Makes sure that the names of a deposit's files survive a loss of power. */
    void force(UUID deposit) throws IOException {
        force(incoming(deposit));
        force(incoming);
    }

    /** Moves a file to its final place; no change when it is there already. */
    void publish(DocumentFile file) throws IOException {
        Path place = place(file);
        if (Files.exists(place)) {
            return;
        }
        Path shelf = durableShelf(file);
        try {
            Files.move(incoming(file), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // two deposits of the same bytes may both want to move the one file
            existing(place);
        }
        force(shelf);
    }

    /** Moves a file, wherever it is, back to {@code incoming}, to the folder of the deposit that takes it away. */
    void withdraw(DocumentFile file, UUID deposit) throws IOException {
        Path target = incoming(new DocumentFile(file.name(), deposit));
        Path source = Files.exists(place(file)) ? place(file) : incoming(file);
        if (!source.equals(target) && Files.exists(source)) {
            Files.createDirectories(incoming(deposit));
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            force(deposit);
        }
    }

    /** Deletes what a deposit still has in {@code incoming}, and its folder there: the deposit is finished. */
    void finish(UUID deposit) throws IOException {
        if (Files.isDirectory(incoming(deposit))) {
            for (Path file : list(incoming(deposit))) {
                Files.delete(file);
            }
            Files.delete(incoming(deposit));
            force(incoming);
        }
    }

    /** Where the bytes are now. */
    Path locate(DocumentFile file) throws IOException {
        Path place = place(file);
        if (!Files.exists(place) && Files.exists(incoming(file))) {
            return incoming(file);
        }
        return existing(place);
    }

    /** The deposits that are not finished. */
    List<UUID> unfinished() throws IOException {
        return list(incoming).stream()
                .filter(Files::isDirectory)
                .map(folder -> folder.getFileName().toString())
                .filter(name -> NAME.matcher(name).matches())
                .map(UUID::fromString)
                .toList();
    }

    void checkWritable() throws IOException {
        if (!Files.isWritable(incoming) || !Files.isWritable(documents)) {
            throw new IOException("cannot write to " + incoming + " and " + documents);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private Path incoming(UUID deposit) {
        return incoming.resolve(deposit.toString());
    }

    private Path incoming(DocumentFile file) {
        return incoming(file.deposit()).resolve(file.name().toString());
    }

    private Path place(DocumentFile file) {
        return shelf(file).resolve(file.name().toString());
    }

    /** Two levels of folders, so that none holds more than some thousand names. */
    private Path shelf(DocumentFile file) {
        String name = file.name().toString();
        return documents.resolve(name.substring(0, 2)).resolve(name.substring(2, 4));
    }

    /** Synchronized, for nobody may rely on a folder whose name is not yet durable. */
    private synchronized Path durableShelf(DocumentFile file) throws IOException {
        Path shelf = shelf(file);
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            force(documents.resolve(file.name().toString().substring(0, 2)));
            force(documents);
        }
        return shelf;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Path existing(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new NoSuchFileException(place.toString());
        }
        return place;
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void force(Path folder) throws IOException {
        // only POSIX systems let a folder be opened; elsewhere the file system keeps its own journal of names
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
