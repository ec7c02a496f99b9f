package dev.xdsi.imaging.archive;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.imaging.archive.InstanceIndex.NewInstance;
import dev.xdsi.imaging.metadata.MetadataJson;
import dev.xdsi.model.Oid;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An instance on its way into the archive: written as it arrives, hashed on the way, read when it is complete, and synced at last. */
final class IncomingFile implements Closeable {
    private static final int BUFFER = 128 << 10;

    private final Path file;
    private final AnnouncedInstance announced;
    private final Reserve reserve;
    private final long largest;
    private @Nullable FileChannel written;
    private String sha256 = "";
    private long length;

    /** @param largest bytes of a data set that is taken */
    IncomingFile(Path file, AnnouncedInstance announced, Reserve reserve, long largest) {
        this.file = file;
        this.announced = announced;
        this.reserve = reserve;
        this.largest = largest;
    }

    /** The file could not be written, whatever the sender did. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The data set is longer than is taken. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(long largest) {
            super("the instance has more than " + largest + " bytes");
        }
    }

    /** Preamble (zeroed, whatever it was) and meta information of our own, then the data set byte for byte. */
    void receive(InputStream dataSet) throws IOException {
        MessageDigest digest = ReceivedDataSet.sha256();
        byte[] buffer = new byte[BUFFER];
        Reserve.Watch room = watch();
        FileChannel channel = create();
        written = channel;
        write(channel, ByteBuffer.wrap(header()));
        long left = largest;
        for (int read = dataSet.read(buffer); read >= 0; read = dataSet.read(buffer)) {
            left -= read;
            if (left < 0) {
                throw new TooLarge(largest);
            }
            writing(room, read);
            digest.update(buffer, 0, read);
            write(channel, ByteBuffer.wrap(buffer, 0, read));
        }
        length = channel.position();
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    private Reserve.Watch watch() throws NoRoom {
        try {
            return reserve.watch();
        } catch (Reserve.Reached reached) {
            throw new NoRoom(reached);
        }
    }

    private static void writing(Reserve.Watch room, int count) throws NoRoom {
        try {
            room.writing(count);
        } catch (Reserve.Reached reached) {
            throw new NoRoom(reached);
        }
    }

    private byte[] header() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        FileMeta.write(
                FileMeta.of(announced.sopClassUID(), announced.sopInstanceUID(), announced.transferSyntaxUID()), bytes);
        return bytes.toByteArray();
    }

    private FileChannel create() throws NoRoom {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new NoRoom(failure);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws NoRoom {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failure) {
            throw new NoRoom(failure);
        }
    }

    /** Makes durable what was received. */
    void sync() throws NoRoom {
        try {
            if (written == null) {
                throw new IOException("nothing was received");
            }
            // The channel that wrote it is told of every failure to write it back.
            written.force(true);
        } catch (IOException failure) {
            throw new NoRoom(failure);
        }
    }

    @Override
    public void close() throws IOException {
        if (written != null) {
            written.close();
        }
    }

    AnnouncedInstance announced() {
        return announced;
    }

    /** Reads what was written, all of it but for the pixels, which are passed over. */
    NewInstance describe(String name, Origin origin) throws IOException, InstanceHeader.Unusable {
        DicomFile image = image();
        return describe(
                new StoredFile(name, length, sha256, origin), image, InstanceHeader.of(image.dataSet(), announced));
    }

    /** The same, of what a PACS was asked for and nothing else. */
    NewInstance describe(String name, WantedInstances wanted) throws IOException, InstanceHeader.Unusable {
        DicomFile image = image();
        InstanceHeader header = InstanceHeader.of(image.dataSet(), announced);
        Optional<String> difference = wanted.differs(header);
        if (difference.isPresent()) {
            throw new InstanceHeader.Unusable(Ingest.Reason.NOT_AS_ANNOUNCED, difference.get());
        }
        return describe(new StoredFile(name, length, sha256, Origin.PACS), image, header);
    }

    private DicomFile image() throws IOException, InstanceHeader.Unusable {
        if (TransferSyntax.of(announced.transferSyntaxUID()).pixelsElsewhere()) {
            throw InstanceHeader.pixelsElsewhere();
        }
        return Part10.read(file);
    }

    private NewInstance describe(StoredFile stored, DicomFile image, InstanceHeader header) throws IOException {
        Attributes dataSet = image.dataSet();
        StoredInstance instance = new StoredInstance(
                header.uids(),
                new Oid(announced.sopClassUID()),
                new Oid(announced.transferSyntaxUID()),
                header.modality(),
                header.role(),
                stored);
        return new NewInstance(
                instance,
                header.patient(),
                header.rejection(),
                MetadataJson.of(dataSet, header.uids().path()),
                FrameTable.of(image),
                announced.fromPacs() || stored.origin() == Origin.PACS);
    }
}
