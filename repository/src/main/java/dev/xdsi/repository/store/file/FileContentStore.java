package dev.xdsi.repository.store.file;

import dev.xdsi.repository.store.Arrival;
import dev.xdsi.repository.store.ContentName;
import dev.xdsi.repository.store.ContentStore;
import dev.xdsi.repository.store.CorruptContentException;
import dev.xdsi.repository.store.IndexMark;
import dev.xdsi.repository.store.TemporaryName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Contents as plain files of one process. A file is born in a folder of its deposit in {@code incoming} and moves to {@code documents}
 * under the name of its content. A deposit that has a folder in {@code incoming} is not finished, so after a crash only those few are
 * in question, and no start has to look through all documents.
 */
public final class FileContentStore implements ContentStore {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path incoming;
    private final Path documents;
    private final FolderLock lock;

    private FileContentStore(Path root, FolderLock lock) throws IOException {
        this.incoming = Files.createDirectories(root.resolve("incoming"));
        this.documents = Files.createDirectories(root.resolve("documents"));
        this.lock = lock;
        Folders.force(root);
    }

    /**
     * Opens the folder for this process alone: settling after a crash must not meet another's work.
     *
     * @throws IOException also when another process uses it
     */
    public static FileContentStore open(Path root) throws IOException {
        Files.createDirectories(root);
        return new FileContentStore(root, FolderLock.take(root));
    }

    @Override
    public Arrival receive(TemporaryName name, int room) throws IOException {
        try {
            Files.createDirectories(incoming(name.deposit()));
            return new FileArrival(
                    incoming,
                    FileChannel.open(incoming(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                            .position(room));
        } catch (IOException e) {
            throw FileArrival.explained(incoming, e);
        }
    }

    @Override
    public void secure(UUID deposit) throws IOException {
        Folders.force(incoming(deposit));
        Folders.force(incoming);
    }

    @Override
    public boolean publish(TemporaryName received, ContentName name) throws IOException {
        return adopt(incoming(received), name);
    }

    /** Moves a file to the place of its content, unless there is one. */
    boolean adopt(Path file, ContentName name) throws IOException {
        boolean moved = moveToShelf(file, name);
        // also where another deposit has moved it there and not yet done this
        Folders.force(shelf(name));
        return moved;
    }

    /** One at a time, so that none replaces what another has just published or relies on a folder not yet durable. */
    private synchronized boolean moveToShelf(Path file, ContentName name) throws IOException {
        Path place = place(name);
        if (Files.exists(place)) {
            return false;
        }
        makeShelf(name);
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void makeShelf(ContentName name) throws IOException {
        if (!Files.isDirectory(shelf(name))) {
            Files.createDirectories(shelf(name));
            Folders.force(shelf(name).resolve(".."));
            Folders.force(documents);
        }
    }

    @Override
    public void replace(TemporaryName received, ContentName name) throws IOException {
        makeShelf(name);
        Files.move(incoming(received), place(name), StandardCopyOption.ATOMIC_MOVE);
        Folders.force(shelf(name));
    }

    @Override
    public void finish(UUID deposit) throws IOException {
        if (Files.isDirectory(incoming(deposit))) {
            for (Path file : list(incoming(deposit))) {
                Files.delete(file);
            }
            Files.delete(incoming(deposit));
            Folders.force(incoming);
        }
    }

    @Override
    public Map<UUID, Instant> unfinished() throws IOException {
        Map<UUID, Instant> deposits = new TreeMap<>();
        for (Path folder : list(incoming)) {
            String name = folder.getFileName().toString();
            if (UUID_FORM.matcher(name).matches() && Files.isDirectory(folder)) {
                deposits.put(
                        UUID.fromString(name), Files.getLastModifiedTime(folder).toInstant());
            }
        }
        return deposits;
    }

    @Override
    public ReadableByteChannel open(ContentName name) throws IOException {
        return open(place(name), name);
    }

    @Override
    public ReadableByteChannel open(TemporaryName received, ContentName name) throws IOException {
        return open(incoming(received), name);
    }

    private static FileChannel open(Path file, ContentName name) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        if (channel.size() != name.size()) {
            try (channel) {
                throw new CorruptContentException(
                        file + " has " + channel.size() + " bytes, not " + name.size() + " as received");
            }
        }
        return channel;
    }

    @Override
    public void delete(ContentName name) throws IOException {
        if (Files.deleteIfExists(place(name))) {
            Folders.force(shelf(name));
        }
    }

    @Override
    public IndexMark mark() {
        return new FileMark(documents.resolve("index"), incoming.resolve("index"));
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        Files.walkFileTree(documents, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                Optional<ContentName> name = ContentName.parse(
                                file.getFileName().toString())
                        .filter(each -> place(each).equals(file));
                boolean goOn = name.isEmpty()
                        || visitor.found(name.get(), is.lastModifiedTime().toInstant());
                return goOn ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    // deleted since its folder was read
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    @Override
    public void check() throws IOException {
        if (!Files.isWritable(incoming) || !Files.isWritable(documents)) {
            throw new IOException("cannot write to " + incoming + " and " + documents);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path incoming(UUID deposit) {
        return incoming.resolve(deposit.toString());
    }

    private Path incoming(TemporaryName name) {
        return incoming(name.deposit()).resolve(Integer.toString(name.number()));
    }

    private Path shelf(ContentName name) {
        return documents.resolve(name.shelf());
    }

    private Path place(ContentName name) {
        return documents.resolve(name.path());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
