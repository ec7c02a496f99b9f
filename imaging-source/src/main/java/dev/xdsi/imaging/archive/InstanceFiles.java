package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.io.ReadOptions;
import dev.xdsi.model.Oid;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The folders of the archive. A file is written in {@code incoming} and then linked into {@code instances}; its name in
 * {@code incoming} goes only after the index has answered. So what lies in {@code incoming} at the start of the program
 * is all that a crash can have left behind, however large the archive is.
 */
final class InstanceFiles {
    private final Path incoming;
    private final Path instances;
    private final Supplier<UUID> uniqueNames;
    private final Set<Path> durableFolders = ConcurrentHashMap.newKeySet();

    InstanceFiles(Path folder, Supplier<UUID> uniqueNames) throws IOException {
        this.incoming = folder.resolve("incoming");
        this.instances = folder.resolve("instances");
        this.uniqueNames = uniqueNames;
        Files.createDirectories(incoming);
        Files.createDirectories(instances);
        sync(folder);
    }

    /** A new file's name: from a hash of the UID, so that no UID, however strange, is ever part of a path. */
    String name(Oid sopInstanceUID) {
        return name(sopInstanceUID, uniqueNames);
    }

    static String name(Oid sopInstanceUID, Supplier<UUID> uniqueNames) {
        byte[] hash = sha256().digest(sopInstanceUID.value().getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(hash) + "-" + uniqueNames.get();
    }

    Path incoming(String name) {
        return incoming.resolve(name);
    }

    /** Two levels of folders, 65,536 in all. */
    Path instance(String name) {
        return second(name).resolve(name);
    }

    /**
     * Puts a file into its place for good. It is linked there before it is synced: a file system with a journal then makes content and name
     * durable at once, and has little left to do for the folders.
     */
    void place(String name, IncomingFile content) throws IncomingFile.NoRoom {
        try {
            Files.createDirectories(second(name));
            Files.createLink(instance(name), incoming(name));
            content.sync();
            sync(second(name));
            makeDurable(first(name), second(name));
        } catch (IncomingFile.NoRoom failure) {
            throw failure;
        } catch (IOException failure) {
            throw new IncomingFile.NoRoom(failure);
        }
    }

    /** The index knows the file, or nobody wants it. */
    void forgetIncoming(String name) throws IOException {
        Files.deleteIfExists(incoming(name));
    }

    void discard(String name) throws IOException {
        Files.deleteIfExists(instance(name));
        Files.deleteIfExists(incoming(name));
    }

    /** The names of those that are in their places for good, in one of the 65,536 folders. */
    List<String> placed(int folder) throws IOException {
        String name = String.format("%04x", folder);
        Path second = second(name);
        if (!Files.isDirectory(second)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(second)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(StoredFile::isName)
                    .sorted()
                    .toList();
        }
    }

    /** Whether it is not finished yet, or in doubt. */
    boolean isUnderWay(String name) {
        return Files.exists(incoming(name));
    }

    /** Removes what a crash left: files that were never finished, and finished ones that the index never heard of. */
    int collect(Predicate<String> isReferenced) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(incoming)) {
            left = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        int orphans = 0;
        for (Path file : left) {
            String name = file.getFileName().toString();
            if (!StoredFile.isName(name)) {
                Files.deleteIfExists(file);
            } else if (!settle(name, isReferenced)) {
                orphans++;
            }
        }
        return orphans;
    }

    /** Ends what is unfinished; returns whether the file stays. */
    boolean settle(String name, Predicate<String> isReferenced) throws IOException {
        boolean stays = isReferenced.test(name);
        if (stays) {
            forgetIncoming(name);
        } else {
            discard(name);
        }
        return stays;
    }

    /** Who finds a folder whose own name may not be durable yet syncs it himself, whoever made it. */
    private void makeDurable(Path first, Path second) throws IOException {
        if (durableFolders.contains(second)) {
            return;
        }
        sync(first);
        if (!durableFolders.contains(first)) {
            sync(instances);
            durableFolders.add(first);
        }
        durableFolders.add(second);
    }

    private Path first(String name) {
        return instances.resolve(name.substring(0, 2));
    }

    private Path second(String name) {
        return first(name).resolve(name.substring(2, 4));
    }

    /** Makes the entries of a folder durable; a file that is synced can still be lost with its name. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Whether the meta information is that of the instance, and what follows it is as it was received. */
    static boolean isDataSetOf(StoredInstance instance, Path file) throws IOException {
        DicomFile start = Part10.read(file, ReadOptions.DEFAULT.until(Tag.SOPClassUID));
        return says(start, Tag.MediaStorageSOPClassUID, instance.sopClassUID())
                && says(start, Tag.MediaStorageSOPInstanceUID, instance.uids().sopInstance())
                && says(start, Tag.TransferSyntaxUID, instance.transferSyntaxUID())
                && sha256(file, start.dataSetOffset()).equals(instance.file().sha256());
    }

    private static boolean says(DicomFile file, int tag, Oid uid) {
        return file.fileMeta().string(tag, "").equals(uid.value());
    }

    private static String sha256(Path file, long start) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                InputStream dataSet = Channels.newInputStream(channel.position(start));
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            dataSet.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new UncheckedIOException(new IOException(everyJdkHasIt));
        }
    }
}
