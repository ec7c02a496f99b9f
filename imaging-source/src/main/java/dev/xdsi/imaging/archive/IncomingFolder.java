package dev.xdsi.imaging.archive;

import dev.xdsi.model.Oid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where instances are written as they arrive, before they are put where they stay. A name goes from here only after the index has answered. So
 * what lies here at the start of the program is all that a crash can have left behind, however large the archive is.
 */
final class IncomingFolder {
    private final Path folder;
    private final Supplier<UUID> uniqueNames;

    IncomingFolder(Path folder, Supplier<UUID> uniqueNames) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.uniqueNames = uniqueNames;
    }

    /** A new file's name: from a hash of the UID, so that no UID, however strange, is ever part of a path. */
    String name(Oid sopInstanceUID) {
        return name(sopInstanceUID, uniqueNames);
    }

    static String name(Oid sopInstanceUID, Supplier<UUID> uniqueNames) {
        byte[] hash = ReceivedDataSet.sha256().digest(sopInstanceUID.value().getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash) + "-" + uniqueNames.get();
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void forget(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    /** Whether it is not finished yet, or in doubt. */
    boolean isUnderWay(String name) {
        return Files.exists(path(name));
    }

    /** The names of what a crash left: files that were never finished, and finished ones of which it is not known whether the index has them. */
    List<String> left() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : left) {
            if (!StoredFile.isName(file.getFileName().toString())) {
                Files.deleteIfExists(file);
            }
        }
        return left.stream()
                .map(file -> file.getFileName().toString())
                .filter(StoredFile::isName)
                .toList();
    }
}
