package dev.xdsi.imaging.sending;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.DataSetWriter;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.imaging.archive.HeldInstance;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.InstanceUnavailable;
import dev.xdsi.imaging.archive.InstanceUnavailable.Kind;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In which transfer syntax an instance leaves: the one in which it is kept, or, where pixels are not compressed, another one of that kind
 * that the receiver takes. Compressed pixels are not touched.
 */
public final class Encodings {
    private static final Logger LOG = LoggerFactory.getLogger(Encodings.class);
    private static final List<String> UNCOMPRESSED = List.of(
            UID.ExplicitVRLittleEndian,
            UID.ImplicitVRLittleEndian,
            UID.DeflatedExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian);
    private static final int BUFFER = 64 << 10;
    private static final int META = 144;

    private final InstanceArchive archive;

    public Encodings(InstanceArchive archive) {
        this.archive = archive;
    }

    /** The transfer syntaxes in which the instance can leave, the best first. */
    static List<String> of(StoredInstance instance) {
        String kept = instance.transferSyntaxUID().value();
        return UNCOMPRESSED.contains(kept)
                ? Stream.concat(Stream.of(kept), Stream.of(UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian))
                        .distinct()
                        .toList()
                : List.of(kept);
    }

    /** The accepted context in which the instance can leave; empty when the receiver takes none. */
    public static Optional<PresentationContext> context(
            StoredInstance instance, Collection<PresentationContext> accepted) {
        return of(instance).stream()
                .flatMap(syntax -> accepted.stream()
                        .filter(context -> context.abstractSyntax()
                                        .equals(instance.sopClassUID().value())
                                && context.transferSyntax().equals(syntax)))
                .findFirst();
    }

    /**
     * The instance with its file here while it is sent, and no longer: many of them may be more than is kept here of what is elsewhere.
     *
     * @throws InstanceUnavailable when a PACS has it and does not give it
     */
    public HeldInstance hold(StoredInstance instance) {
        return archive.hold(instance);
    }

    /**
     * The C-STORE of the instance in that transfer syntax, streamed from its file.
     *
     * @throws InstanceUnavailable when its file cannot be read
     */
    public StoreOperation store(HeldInstance held, String transferSyntax) {
        // All that can fail does so before the message begins, of which half cannot be taken back.
        StoredInstance instance = held.instance();
        Path file = held.file();
        try {
            DataSetWriter writer = instance.transferSyntaxUID().value().equals(transferSyntax)
                    ? asItIs(file, dataSetBegins(file))
                    : converted(Part10.read(file).dataSet(), transferSyntax);
            return new StoreOperation(
                    instance.sopClassUID().value(),
                    instance.uids().sopInstance().value(),
                    transferSyntax,
                    writer);
        } catch (IOException unreadable) {
            LOG.error("the file of {} cannot be read", instance.uids().sopInstance(), unreadable);
            throw new InstanceUnavailable(Kind.NOT_GIVEN, "The file of an image cannot be read.", unreadable);
        }
    }

    /** What follows the meta information, which this archive wrote: its length stands at the beginning (PS3.10 7.1). */
    private static int dataSetBegins(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(META);
            if (head.length < META) {
                throw new EOFException("the file has " + head.length + " bytes");
            }
            return META + ((head[140] & 0xFF) | (head[141] & 0xFF) << 8 | (head[142] & 0xFF) << 16);
        }
    }

    private static DataSetWriter asItIs(Path file, int from) {
        return out -> {
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(from);
                in.transferTo(out);
            }
        };
    }

    private static DataSetWriter converted(Attributes dataSet, String transferSyntax) {
        return out -> {
            BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
            Part10.writeDataSet(buffered, TransferSyntax.of(transferSyntax), dataSet);
            buffered.flush();
        };
    }
}
