package dev.xdsi.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A ZIP of instances as it arrives. */
final class Archive {
    private Archive() {}

    /**
     * Unpacks into a folder. Each file appears under its name only when it is complete.
     *
     * @param progress told the number of files so far
     * @return how many files there were
     */
    static int unpack(InputStream zip, Path folder, IntConsumer progress) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        Files.createDirectories(target);
        int count = 0;
        try (ZipInputStream entries = new ZipInputStream(zip)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpackOne(entries, entry, target);
                progress.accept(++count);
            }
        }
        return count;
    }

    private static void unpackOne(ZipInputStream entries, ZipEntry entry, Path folder) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (entry.isDirectory() || !file.startsWith(folder)) {
            throw new IOException("the archive names a file outside the folder: " + entry.getName());
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.copy(entries, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
