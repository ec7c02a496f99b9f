package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Instances in folders of our own disk, two levels of them, 65,536 in all; a file is linked there, and read where it is. */
final class InstanceFolders implements InstanceHome {
    private final Path instances;
    private final Set<Path> durableFolders = ConcurrentHashMap.newKeySet();

    InstanceFolders(Path folder) throws IOException {
        this.instances = folder.resolve("instances");
        Files.createDirectories(instances);
        sync(folder);
    }

    @Override
    public Origin origin() {
        return Origin.OWN;
    }

    Path path(String name) {
        return second(name).resolve(name);
    }

    /**
     * It is linked there before it is synced: a file system with a journal then makes content and name durable at once, and has little left to
     * do for the folders.
     */
    @Override
    public void put(String name, Path complete, IncomingFile content) throws IOException {
        Files.createDirectories(second(name));
        Files.createLink(path(name), complete);
        content.sync();
        sync(second(name));
        makeDurable(first(name), second(name));
    }

    @Override
    public void entered(String name, Path complete) throws IOException {
        Files.deleteIfExists(complete);
    }

    /** The file has two names, and no byte twice. */
    @Override
    public void inDoubt(Path complete) {}

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public boolean isIntact(StoredInstance instance) throws IOException {
        return Files.size(path(instance)) == instance.file().length();
    }

    @Override
    public boolean isAsReceived(StoredInstance instance) throws IOException {
        return ReceivedDataSet.isIn(path(instance), instance);
    }

    @Override
    public List<String> names(int folder) throws IOException {
        String name = String.format("%04x", folder);
        Path second = second(name);
        if (!Files.isDirectory(second)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(second)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(StoredFile::isName)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Path whatever(String name) {
        return path(name);
    }

    @Override
    public StoredInstance use(StoredInstance instance) {
        return instance;
    }

    @Override
    public void letGo(StoredInstance instance) {}

    @Override
    public Path path(StoredInstance instance) {
        return path(instance.file().name());
    }

    @Override
    public Path file(StoredInstance instance) {
        return path(instance);
    }

    /** Who finds a folder whose own name may not be durable yet syncs it himself, whoever made it. */
    private void makeDurable(Path first, Path second) throws IOException {
        if (durableFolders.contains(second)) {
            return;
        }
        sync(first);
        if (!durableFolders.contains(first)) {
            sync(instances);
            durableFolders.add(first);
        }
        durableFolders.add(second);
    }

    private Path first(String name) {
        return instances.resolve(name.substring(0, 2));
    }

    private Path second(String name) {
        return first(name).resolve(name.substring(2, 4));
    }

    /** Makes the entries of a folder durable; a file that is synced can still be lost with its name. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public boolean isHere(StoredInstance instance) {
        return true;
    }

    @Override
    public long mostAhead() {
        return Long.MAX_VALUE;
    }
}
