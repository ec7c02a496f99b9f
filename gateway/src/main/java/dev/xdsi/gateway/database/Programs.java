package dev.xdsi.gateway.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where the programs of the embedded PostgreSQL are unpacked, once for all data folders of a user. The library lets everybody write there, and
 * whoever replaces a program runs his own as us; so it is inside of a folder that nobody else can enter.
 */
final class Programs {
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private Programs() {}

    static File folder() throws IOException {
        UserPrincipal us = us();
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "xdsi-of-" + us.getName());
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OURS_ALONE));
        } catch (FileAlreadyExistsException before) {
            requireOurs(folder, us);
        }
        return folder.resolve("postgresql").toFile();
    }

    /** Who owns what this process creates; not every user has a name. */
    private static UserPrincipal us() throws IOException {
        Path file = Files.createTempFile("xdsi", "");
        try {
            return Files.getOwner(file);
        } finally {
            Files.delete(file);
        }
    }

    static void requireOurs(Path folder, UserPrincipal us) throws IOException {
        PosixFileAttributes is = Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> others = EnumSet.copyOf(is.permissions());
        others.removeAll(OURS_ALONE);
        if (!is.isDirectory() || !is.owner().equals(us) || !others.isEmpty()) {
            throw new IOException("The programs of the database cannot be unpacked: " + folder
                    + " is not a folder of this user alone. Look who made it and delete it, or choose another place by"
                    + " XDSI_JAVA_OPTS=-Djava.io.tmpdir=…");
        }
    }
}
