package dev.xdsi.audit.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a {@link FileAuditSpool}, held by one process at a time. */
final class SpoolFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private final Path folder;
    private final FileChannel claim;

    private SpoolFolder(Path folder, FileChannel claim) {
        this.folder = folder;
        this.claim = claim;
    }

    static SpoolFolder claim(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel claim =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean mine = false;
        try {
            mine = claim.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            throw new IOException("it is already open in this process", e);
        } finally {
            if (!mine) {
                claim.close();
            }
        }
        if (!mine) {
            throw new IOException("another process has it open");
        }
        return new SpoolFolder(folder, claim);
    }

    Path cursor() {
        return folder.resolve("delivered");
    }

    Segment createSegment(long first) throws IOException {
        Segment segment = Segment.create(folder, first);
        try {
            syncFolder();
            return segment;
        } catch (IOException e) {
            segment.close();
            throw e;
        }
    }

    /** All segments with a message in them, oldest first, each cut to its whole frames. */
    List<Segment> openSegments(int maxMessage) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(folder)) {
            paths = files.filter(Segment::isSegment).sorted().toList();
        }
        List<Segment> segments = new ArrayList<>();
        for (Path path : paths) {
            Segment segment = Segment.open(path, maxMessage);
            if (segment.hasTail()) {
                keepDamaged(path);
                segment.truncate();
                segment.force();
            }
            if (segment.length() == 0) {
                segment.delete();
            } else {
                segments.add(segment);
            }
        }
        return segments;
    }

    /**
     * What is cut off may be the one message that a crash left incomplete, or messages that were acknowledged and lie behind damage:
     * people must look, so it is on the disk under another name before it is cut.
     */
    private void keepDamaged(Path path) throws IOException {
        Path aside = aside(path);
        LOG.error("The audit spool file {} ends in what is no message; a copy is kept as {}", path, aside);
        Files.copy(path, aside);
        try (RandomAccessFile copy = new RandomAccessFile(aside.toFile(), "rw")) {
            copy.getFD().sync();
        }
        syncFolder();
    }

    /** A name that is free: what was put aside before is as dear. */
    private static Path aside(Path path) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        for (int number = 2; Files.exists(aside); number++) {
            aside = path.resolveSibling(path.getFileName() + ".damaged-" + number);
        }
        return aside;
    }

    /** An interruption closes a file channel; the thread's own business with it waits until the folder is on the disk. */
    private void syncFolder() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!isSynced()) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isSynced() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    void close() throws IOException {
        claim.close();
    }
}
