package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.io.FileRegion;
import dev.xdsi.dicom.pixel.Frames.Frame;
import dev.xdsi.dicom.pixel.Frames.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Where the frames of an image lie in its file, found once, so that a frame is had without looking through the file for it. */
public record FrameOffsets(List<List<Span>> frames) {
    /** Some bytes of the file. */
    public record Span(long offset, long length) {}

    public FrameOffsets {
        frames = List.copyOf(frames);
    }

    /** Empty where they do not lie in the file as they are sent: deflated, in big endian words, or so small that they were read already. */
    public static Optional<FrameOffsets> of(Frames frames) {
        List<List<Span>> all = new ArrayList<>();
        for (Frame frame : frames.all()) {
            Optional<List<FileRegion>> regions = frame.regions();
            if (regions.isEmpty()) {
                return Optional.empty();
            }
            all.add(regions.get().stream()
                    .map(region -> new Span(region.offset(), region.length()))
                    .toList());
        }
        return Optional.of(new FrameOffsets(all));
    }

    /** The frames of that file. */
    public Frames in(Path file, TransferSyntax syntax) {
        return new Frames(
                frames.stream()
                        .map(spans -> new Frame(spans.stream()
                                .map(span ->
                                        new Piece(new FileRegion(file, span.offset(), span.length()), 0, span.length()))
                                .toList()))
                        .toList(),
                syntax.encapsulated() ? syntax.uid() : UID.ExplicitVRLittleEndian);
    }

    /** A few bytes for a thousand frames that lie one behind the other. */
    public byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(frames.size());
            long end = 0;
            for (List<Span> spans : frames) {
                out.writeInt(spans.size());
                for (Span span : spans) {
                    // The gap and the length are alike from frame to frame, and so take next to nothing.
                    out.writeLong(span.offset() - end);
                    out.writeLong(span.length());
                    end = span.offset() + span.length();
                }
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encoded} wrote. */
    public static FrameOffsets decoded(byte[] encoded) throws IOException {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(encoded)))) {
            int count = in.readInt();
            List<List<Span>> frames = new ArrayList<>();
            long end = 0;
            for (int i = 0; i < count; i++) {
                int pieces = in.readInt();
                List<Span> spans = new ArrayList<>();
                for (int piece = 0; piece < pieces; piece++) {
                    long offset = end + in.readLong();
                    long length = in.readLong();
                    spans.add(new Span(offset, length));
                    end = offset + length;
                }
                frames.add(List.copyOf(spans));
            }
            return new FrameOffsets(frames);
        }
    }
}
