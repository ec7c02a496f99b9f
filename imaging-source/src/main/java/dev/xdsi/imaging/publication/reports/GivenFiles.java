package dev.xdsi.imaging.publication.reports;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The bytes of reports that were given, a file each, durable before anybody is told so. */
public final class GivenFiles {
    private static final int BUFFER = 64 << 10;

    private final Path folder;
    private final Supplier<UUID> names;

    /** @param names makes file names that no other process makes */
    public GivenFiles(Path folder, Supplier<UUID> names) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.names = names;
    }

    /**
     * A file of them.
     *
     * @param sha256 in hexadecimal digits
     */
    public record GivenFile(Path path, long length, String sha256) implements DocumentContent {
        String name() {
            return path.getFileName().toString();
        }

        @Override
        public InputStream open() throws IOException {
            return Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ));
        }
    }

    /** More came than may come. */
    public static final class TooLarge extends IOException {
        TooLarge() {
            super("too large");
        }
    }

    /** Takes a stream to its end. */
    GivenFile write(InputStream in, long most) throws IOException {
        Path file = folder.resolve(names.get().toString());
        try {
            GivenFile written = receive(in, most, file);
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true);
            }
            return written;
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    private static GivenFile receive(InputStream in, long most, Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
                if (length > most) {
                    throw new TooLarge();
                }
                digest.update(buffer, 0, read);
                for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        return new GivenFile(file, length, HexFormat.of().formatHex(digest.digest()));
    }

    GivenFile of(String name, long length, String sha256) {
        return new GivenFile(folder.resolve(name), length, sha256);
    }

    void discard(GivenFile file) throws IOException {
        Files.deleteIfExists(file.path());
    }

    /** Removes what a crash left: files that nobody was told of. Before anything comes in, and by one process for each folder. */
    public int collect(Predicate<String> isReferenced) throws IOException {
        List<Path> unknown;
        try (Stream<Path> files = Files.list(folder)) {
            unknown = files.filter(Files::isRegularFile)
                    .filter(file -> !isReferenced.test(file.getFileName().toString()))
                    .toList();
        }
        for (Path file : unknown) {
            Files.deleteIfExists(file);
        }
        return unknown.size();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
