package dev.xdsi.imaging.archive;

import dev.xdsi.imaging.archive.BorrowedInstances.Cache;
import dev.xdsi.imaging.archive.BorrowedInstances.Surroundings;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances whose bytes are elsewhere: their files are in a cache that forgets what was not used for longest, and are fetched again, once for all
 * who ask at a time.
 */
final class CachedInstances implements InstanceKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(CachedInstances.class);

    private final Path incoming;
    private final CachedFiles files;
    private final Reserve reserve;
    private final Supplier<UUID> uniqueNames;
    private final SharedFetches fetches;
    private final NeedCounts counts = new NeedCounts();

    /** @param cache used by one process only; what a crash left half-done there is removed */
    CachedInstances(Cache cache, InstanceIndex index, SharedFetches.Elsewhere elsewhere, Surroundings surroundings)
            throws IOException {
        this.incoming = Files.createDirectories(cache.folder().resolve("incoming"));
        List<Path> left;
        try (Stream<Path> unfinished = Files.list(incoming)) {
            left = unfinished.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
        this.files = new CachedFiles(cache.folder().resolve("files"), cache.mostBytes(), surroundings.clock());
        this.reserve = cache.reserve();
        this.uniqueNames = surroundings.uniqueNames();
        this.fetches = new SharedFetches(elsewhere, index, files, counts, surroundings.clock());
    }

    /** A file to write, with room on the disk where that can be made; who writes it removes it. */
    Path newFile() throws IOException {
        files.makeFree(reserve);
        return incoming.resolve(uniqueNames.get().toString());
    }

    /** Moves a file in, where there is room for it. */
    void keepWhereThereIsRoom(String name, Path file) throws IOException {
        try {
            files.place(name, file);
        } catch (CachedFiles.NoRoom full) {
            LOG.debug("{} is not cached: {}", name, full.getMessage());
        }
    }

    /** Moves a file in; false where it is larger than all there may be. */
    boolean keep(String name, Path file) throws IOException {
        return files.place(name, file);
    }

    /** The file of that name, which stays for a while; it was moved in just now. */
    Path kept(String name, long length) throws IOException {
        if (files.use(name, length)) {
            files.letGoLater(name);
        }
        return files.path(name);
    }

    void remove(String name) throws IOException {
        files.remove(name);
    }

    void makeFree() throws IOException {
        files.makeFree(reserve);
    }

    @Override
    public StoredInstance use(StoredInstance instance) {
        StoredInstance wanted = instance;
        for (int tries = 0; tries < 3; tries++) {
            try {
                if (files.use(wanted.file().name(), wanted.file().length())) {
                    if (tries == 0) {
                        counts.cached();
                    }
                    return wanted;
                }
            } catch (IOException unreadable) {
                throw new InstanceUnavailable(
                        Kind.NO_ROOM, "The cache of the imaging source cannot be read.", unreadable);
            }
            wanted = fetches.fetch(wanted);
        }
        throw new InstanceUnavailable(Kind.NO_ROOM, "The cache of the imaging source is too small for what is asked.");
    }

    @Override
    public void letGo(StoredInstance instance) {
        files.letGo(instance.file().name());
    }

    @Override
    public Path path(StoredInstance instance) {
        return files.path(instance.file().name());
    }

    @Override
    public Path file(StoredInstance instance) {
        StoredInstance here = use(instance);
        files.letGoLater(here.file().name());
        return path(here);
    }

    /** What became of it all so far. */
    BorrowedFigures figures() {
        return counts.with(files);
    }

    @Override
    public boolean isHere(StoredInstance instance) {
        return files.has(instance.file().name());
    }

    /** The other half is for what comes then, and for others. */
    @Override
    public long mostAhead() {
        return files.most() / 2;
    }
}
