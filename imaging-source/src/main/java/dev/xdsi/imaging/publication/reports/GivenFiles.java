package dev.xdsi.imaging.publication.reports;

import dev.xdsi.transaction.DocumentContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/**
 * The bytes of reports that were given, a file each, durable before anybody is told so. A file is written in {@code incoming} and then linked
 * beside the others; its name in {@code incoming} goes only after the database has answered. So what a crash left is known from what only a
 * younger database than ours would know.
 */
public final class GivenFiles {
    private static final int BUFFER = 64 << 10;

    private final Path folder;
    private final Path incoming;
    private final Path unknown;
    private final Supplier<UUID> names;

    /** @param names makes file names that no other process makes */
    public GivenFiles(Path folder, Supplier<UUID> names) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        this.unknown = folder.resolve("unknown");
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

    /** Takes a stream to its end; then it is to be kept or discarded. */
    GivenFile write(InputStream in, long most) throws IOException {
        String name = names.get().toString();
        try {
            GivenFile written = receive(in, most, name);
            Files.createLink(written.path(), incoming.resolve(name));
            sync(incoming);
            sync(folder);
            return written;
        } catch (IOException | RuntimeException broken) {
            discard(name);
            throw broken;
        }
    }

    private GivenFile receive(InputStream in, long most, String name) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        try (FileChannel out =
                FileChannel.open(incoming.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
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
        return new GivenFile(folder.resolve(name), length, HexFormat.of().formatHex(digest.digest()));
    }

    GivenFile of(String name, long length, String sha256) {
        return new GivenFile(folder.resolve(name), length, sha256);
    }

    /** The database knows the file. */
    void keep(GivenFile file) throws IOException {
        Files.deleteIfExists(incoming.resolve(file.name()));
    }

    void discard(GivenFile file) throws IOException {
        discard(file.name());
    }

    private void discard(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        Files.deleteIfExists(incoming.resolve(name));
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /**
     * What was there that the database does not know.
     *
     * @param unfinished removed, for nobody was told of them
     * @param unknown put aside, for somebody may have been
     */
    public record Left(int unfinished, int unknown) {}

    /**
     * Removes what a crash left, and puts aside what it cannot have left: a database that was restored from a backup knows nothing of younger
     * reports. Before anything comes in, and by one process for each folder.
     */
    public Left collect(Predicate<String> isReferenced) throws IOException {
        int unfinished = 0;
        for (String name : names(incoming)) {
            if (isReferenced.test(name)) {
                Files.deleteIfExists(incoming.resolve(name));
            } else {
                discard(name);
                unfinished++;
            }
        }
        int aside = 0;
        for (String name : names(folder)) {
            if (!isReferenced.test(name)) {
                Files.move(
                        folder.resolve(name), Files.createDirectories(unknown).resolve(name));
                aside++;
            }
        }
        return new Left(unfinished, aside);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
