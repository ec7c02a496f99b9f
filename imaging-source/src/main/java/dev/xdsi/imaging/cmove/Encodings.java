package dev.xdsi.imaging.cmove;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.Part10;
import dev.xdsi.dicom.net.DataSetWriter;
import dev.xdsi.dicom.net.PresentationContext;
import dev.xdsi.dicom.net.StoreOperation;
import dev.xdsi.imaging.archive.InstanceArchive;
import dev.xdsi.imaging.archive.StoredInstance;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which transfer syntax an instance leaves: the one in which it is kept, or, where pixels are not compressed, another one of that kind
 * that the receiver takes. Compressed pixels are not touched.
 */
final class Encodings {
    private static final List<String> UNCOMPRESSED = List.of(
            UID.ExplicitVRLittleEndian,
            UID.ImplicitVRLittleEndian,
            UID.DeflatedExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian);
    private static final int BUFFER = 64 << 10;

    private final InstanceArchive archive;

    Encodings(InstanceArchive archive) {
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
    static Optional<PresentationContext> context(StoredInstance instance, Collection<PresentationContext> accepted) {
        return of(instance).stream()
                .flatMap(syntax -> accepted.stream()
                        .filter(context -> context.abstractSyntax()
                                        .equals(instance.sopClassUID().value())
                                && context.transferSyntax().equals(syntax)))
                .findFirst();
    }

    /**
     * The C-STORE of the instance in that transfer syntax, streamed from its file.
     *
     * @throws dev.xdsi.imaging.archive.InstanceUnavailable when a PACS has it and does not give it
     */
    StoreOperation store(StoredInstance instance, String transferSyntax) {
        // Before the message begins, of which half cannot be taken back.
        Path file = archive.file(instance);
        DataSetWriter writer = instance.transferSyntaxUID().value().equals(transferSyntax)
                ? out -> asItIs(file, out)
                : out -> {
                    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
                    Part10.writeDataSet(
                            buffered,
                            TransferSyntax.of(transferSyntax),
                            Part10.read(file).dataSet());
                    buffered.flush();
                };
        return new StoreOperation(
                instance.sopClassUID().value(), instance.uids().sopInstance().value(), transferSyntax, writer);
    }

    /** What follows the meta information, which this archive wrote: its length stands at the beginning (PS3.10 7.1). */
    private static void asItIs(Path file, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(144);
            int meta = (head[140] & 0xFF) | (head[141] & 0xFF) << 8 | (head[142] & 0xFF) << 16;
            in.skipNBytes(meta);
            in.transferTo(out);
        }
    }
}
