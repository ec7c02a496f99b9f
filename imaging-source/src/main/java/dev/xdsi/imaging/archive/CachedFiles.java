package dev.xdsi.imaging.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that can be had again, within a limit: when there is no room for another, those go that were not used for longest. One that is
 * being sent stays.
 */
final class CachedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(CachedFiles.class);

    /** For so long a file stays whose path was given away. */
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final Path folder;
    private final long most;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private static final class Entry {
        final long length;
        int users;
        /** Nobody gets it any more, and it goes with the last who uses it. */
        boolean removed;

        Instant until = Instant.MIN;

        Entry(long length) {
            this.length = length;
        }

        boolean isIdle(Instant now) {
            return users == 0 && !until.isAfter(now);
        }
    }

    /** All that is in use leaves no room. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("the cache has no room: all of it is being sent");
        }
    }

    /** @param most bytes of all files */
    CachedFiles(Path folder, long most, InstantSource clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.most = most;
        this.clock = clock;
        List<Found> found;
        try (Stream<Path> files = Files.walk(folder)) {
            found = files.filter(Files::isRegularFile)
                    .map(Found::of)
                    .sorted(Comparator.comparing(Found::used))
                    .toList();
        }
        for (Found file : found) {
            entries.put(file.path().getFileName().toString(), new Entry(file.length()));
            bytes += file.length();
        }
        makeRoom(0, null);
    }

    private record Found(Path path, long length, Instant used) {
        static Found of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return new Found(
                        path, attributes.size(), attributes.lastModifiedTime().toInstant());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    Path path(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    /** Keeps the file, if it is there as it should be, until it is let go as often as it was taken. */
    synchronized boolean use(String name, long length) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null || entry.removed) {
            return false;
        }
        Path path = path(name);
        if (entry.length != length || !Files.exists(path) || Files.size(path) != length) {
            if (entry.users == 0) {
                forget(name, entry);
                entries.remove(name);
            }
            return false;
        }
        entry.users++;
        return true;
    }

    synchronized void letGo(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            return;
        }
        entry.users--;
        if (entry.removed && entry.users == 0) {
            try {
                forget(name, entry);
                entries.remove(name);
            } catch (IOException stays) {
                LOG.warn("cannot delete {}; it goes when there is need of room", path(name), stays);
            }
        }
    }

    /** The same, but the file stays a while longer. */
    synchronized void letGoLater(String name) {
        letGo(name);
        Entry entry = entries.get(name);
        if (entry != null) {
            entry.until = clock.instant().plus(GRACE);
        }
    }

    /**
     * Moves a file in; one of that name goes, which who has it open still reads. False where it is larger than all there may be; where there is
     * no room, the one of that name stays with those who use it.
     */
    synchronized boolean place(String name, Path file) throws IOException {
        long length = Files.size(file);
        if (length > most) {
            return false;
        }
        Entry before = entries.get(name);
        makeRoom(length, before);
        Path path = path(name);
        Files.createDirectories(path.getParent());
        Files.move(file, path, StandardCopyOption.ATOMIC_MOVE);
        Entry entry = new Entry(length);
        if (before != null) {
            entry.users = before.users;
            entry.until = before.until;
            bytes -= before.length;
        }
        entries.put(name, entry);
        bytes += length;
        return true;
    }

    synchronized boolean has(String name) {
        Entry entry = entries.get(name);
        return entry != null && !entry.removed;
    }

    /** Bytes of all files that there may be. */
    long most() {
        return most;
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Nobody gets it any more; whoever uses it keeps it until then. */
    synchronized void remove(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return;
        }
        if (entry.users > 0) {
            entry.removed = true;
        } else {
            forget(name, entry);
            entries.remove(name);
        }
    }

    /** @param replaced the one in whose place it comes; null for none */
    private void makeRoom(long length, @Nullable Entry replaced) throws IOException {
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        Instant now = clock.instant();
        long more = length - (replaced == null ? 0 : replaced.length);
        while (bytes + more > most && oldest.hasNext()) {
            Map.Entry<String, Entry> next = oldest.next();
            Entry entry = next.getValue();
            if (entry != replaced && entry.isIdle(now)) {
                forget(next.getKey(), entry);
                oldest.remove();
            }
        }
        if (bytes + more > most && more > 0) {
            throw new NoRoom();
        }
    }

    /** Lets those go that were not used for longest while too little is free on the disk. */
    synchronized void makeFree(Reserve reserve) throws IOException {
        Iterator<Map.Entry<String, Entry>> oldest = entries.entrySet().iterator();
        Instant now = clock.instant();
        while (oldest.hasNext() && reserve.isReached()) {
            Map.Entry<String, Entry> next = oldest.next();
            if (next.getValue().isIdle(now)) {
                forget(next.getKey(), next.getValue());
                oldest.remove();
            }
        }
    }

    private void forget(String name, Entry entry) throws IOException {
        Files.deleteIfExists(path(name));
        bytes -= entry.length;
    }
}
