package dev.xdsi.imaging.stow;

import dev.xdsi.imaging.archive.Reserve;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Where bulk data wait for the end of the request that brings them: files of this program's names, with a limit on all there are at a time. */
public final class Uploads {
    private static final long MOST_BYTES = 16L << 30;

    private final Path folder;
    private final Supplier<UUID> names;
    private final long most;
    private final Reserve reserve;
    private final AtomicLong bytes = new AtomicLong();

    /** @param folder used by one process only; what a crash left there is removed */
    public Uploads(Path folder, Supplier<UUID> names, Reserve reserve) throws IOException {
        this(folder, names, reserve, MOST_BYTES);
    }

    Uploads(Path folder, Supplier<UUID> names, Reserve reserve, long most) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.names = names;
        this.most = most;
        this.reserve = reserve;
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
    }

    /** There is no room for more. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("no room for more bulk data");
        }
    }

    /** For one request. */
    Upload open() {
        return new Upload(this);
    }

    /** Whether nothing can be taken now, for the disk has too little left. */
    boolean isDiskFull() {
        return reserve.isReached();
    }

    /** A new file, as long as the disk has enough left. */
    OutputStream open(Path file) throws IOException {
        return reserve.guarding(Files.newOutputStream(file));
    }

    Path newFile() {
        return folder.resolve(names.get().toString());
    }

    void take(long count) throws NoRoom {
        if (bytes.addAndGet(count) > most) {
            throw new NoRoom();
        }
    }

    void giveBack(long count) {
        bytes.addAndGet(-count);
    }

    long bytes() {
        return bytes.get();
    }
}
