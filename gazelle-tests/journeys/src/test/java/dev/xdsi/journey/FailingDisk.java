package dev.xdsi.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder whose disk fails when it is told to, as the kernel tells it to every process: by FUSE. */
final class FailingDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FailingDisk.class);
    private static final int PATIENCE_SECONDS = 30;

    private final Path mountPoint;
    private final Path faultFile;
    private final Process process;

    /** What goes wrong. */
    enum Fault {
        NONE,
        /** No space is left (ENOSPC), F19: no file becomes longer. What has its room already can be written. */
        FULL,
        /** The system has made the disk read-only (EROFS), as it does after an error, F24. */
        READ_ONLY,
        /** What is written cannot be (EIO), F22. */
        WRITE,
        /** What was written turns out not to be on the disk (EIO on fsync), F23. */
        SYNC,
        /** What was written cannot be read (EIO). */
        READ
    }

    /** Asks whether there can be one. In CI what can be installed must be; a kernel that lets nobody mount is nobody's fault. */
    static void assumePossible() {
        boolean kernel = Files.isWritable(Path.of("/dev/fuse"));
        boolean installed = Files.exists(Path.of("/usr/lib/python3/dist-packages/fusepy.py"))
                && Files.isExecutable(Path.of("/usr/bin/fusermount3"));
        if (!kernel) {
            LOG.warn("the disk that fails is not tried: this machine has no FUSE");
        }
        assumeTrue(kernel, "no FUSE on this machine");
        assertThat(installed || !"true".equals(System.getenv("CI")))
                .as("python3-fusepy and fuse3 are installed")
                .isTrue();
        assumeTrue(installed, "missing: python3-fusepy, fuse3");
    }

    /** Mounts it at {@code mountPoint}; what is in it is kept in a folder below {@code work}. */
    FailingDisk(Path mountPoint, Path work) throws IOException, InterruptedException {
        this.mountPoint = Files.createDirectories(mountPoint);
        this.faultFile = work.resolve("fault");
        fail(Fault.NONE);
        Path script = work.resolve("failing_disk.py");
        try (InputStream in = Objects.requireNonNull(FailingDisk.class.getResourceAsStream("failing_disk.py"))) {
            Files.copy(in, script);
        }
        Path printed = work.resolve("disk.txt");
        process = new ProcessBuilder(
                        "/usr/bin/python3",
                        script.toString(),
                        Files.createDirectories(work.resolve("disk")).toString(),
                        mountPoint.toString(),
                        faultFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        for (int i = 0; !isMounted(); i++) {
            if (!process.isAlive() || i > 20 * PATIENCE_SECONDS) {
                throw new IOException("no file system: install python3-fusepy and fuse3\n" + Files.readString(printed));
            }
            Thread.sleep(50);
        }
    }

    /** From now on. */
    void fail(Fault fault) throws IOException {
        Path next = Files.writeString(
                faultFile.resolveSibling("fault.next"), fault.name().toLowerCase(Locale.ROOT));
        Files.move(next, faultFile, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isMounted() throws IOException {
        return Files.readString(Path.of("/proc/mounts"), StandardCharsets.UTF_8).contains(" " + mountPoint + " fuse");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        new ProcessBuilder("fusermount3", "-u", mountPoint.toString()).start().waitFor();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
