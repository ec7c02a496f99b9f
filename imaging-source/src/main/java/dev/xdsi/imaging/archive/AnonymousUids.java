package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.UniqueIdentifiers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Other UIDs for those of instances that are sent without whose they are: always the same for the same, so that the images of a series stay
 * together, and by a key that stays here, so that nobody who knows a UID finds the other.
 */
final class AnonymousUids {
    private static final String METHOD = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Path file;
    private final Supplier<UUID> random;
    private @Nullable SecretKeySpec key;

    /**
     * By the key in a file, which is made when it is needed and not there.
     *
     * @param random 122 bits of chance in each
     */
    AnonymousUids(Path file, Supplier<UUID> random) {
        this.file = file;
        this.random = random;
    }

    /** Gives the other UID for each. */
    synchronized UnaryOperator<String> others() throws IOException {
        SecretKeySpec known = key;
        if (known == null) {
            known = read();
            key = known;
        }
        SecretKeySpec by = known;
        return uid -> of(uid, by);
    }

    private SecretKeySpec read() throws IOException {
        if (!Files.exists(file)) {
            ByteBuffer chance = ByteBuffer.allocate(KEY_BYTES);
            for (UUID next : new UUID[] {random.get(), random.get()}) {
                chance.putLong(next.getMostSignificantBits()).putLong(next.getLeastSignificantBits());
            }
            write(file, chance.flip());
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length != KEY_BYTES) {
            throw new IOException(file + " is no key of " + KEY_BYTES + " bytes; without it a new one is made");
        }
        return new SecretKeySpec(bytes, METHOD);
    }

    private static void write(Path file, ByteBuffer key) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            out.write(key);
            out.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String of(String uid, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(METHOD);
            mac.init(key);
            ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(uid.getBytes(StandardCharsets.US_ASCII)));
            long most = (hash.getLong() & ~0xF000L) | VERSION_8;
            long least = (hash.getLong() & ((VARIANT >>> 1) - 1)) | VARIANT;
            return UniqueIdentifiers.of(new UUID(most, least));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
