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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an instance was when it came, and what a file is now. */
final class ReceivedDataSet {
    private ReceivedDataSet() {}

    /** Whether the file is as long as it was, its meta information that of the instance, and what follows it as it was received. */
    static boolean isIn(Path file, StoredInstance instance) throws IOException {
        if (Files.size(file) != instance.file().length()) {
            return false;
        }
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
