package dev.xdsi.gateway.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The password of the superuser of a database of our own, made by chance and kept beside the database in a file that only the owner
 * of the data folder reads. Who takes the folder elsewhere takes the file along.
 *
 * @param text it never prints itself
 */
public record DatabasePassword(String text) {
    private static final int BYTES = 24;

    /** That of the database in {@code folder}, when its file is there. */
    public static Optional<DatabasePassword> of(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(new DatabasePassword(text));
    }

    /** Makes one for the database in {@code folder}; it is on the disk before anybody can set it. */
    static DatabasePassword make(Path folder, SecureRandom random) throws IOException {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        DatabasePassword made =
                new DatabasePassword(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        PrivateFile.write(file(folder), made.text() + "\n");
        return made;
    }

    static Path file(Path folder) {
        return folder.resolveSibling(folder.getFileName() + "-password");
    }

    @Override
    public String toString() {
        return "DatabasePassword";
    }
}
