package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileRegion;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The frames of an image, each as it lies in the file (PS3.5 8.2, A.4).
 *
 * @param transferSyntaxUID of the frames when they are sent: native ones are in little endian words, whatever the file's order
 */
public record Frames(List<Frame> all, String transferSyntaxUID) {
    private static final int MOST_FRAMES = 100_000;
    private static final int BUFFER = 64 << 10;

    /** One frame, in one or more pieces. */
    public record Frame(List<Piece> pieces) implements BulkData {
        @Override
        public InputStream open() {
            return new PieceStream(pieces.iterator());
        }

        public void writeTo(OutputStream out) throws IOException {
            for (Piece piece : pieces) {
                piece.writeTo(out);
            }
        }

        @Override
        public long length() {
            return pieces.stream().mapToLong(Piece::length).sum();
        }

        /** Where it lies in its file; empty where the bytes of the file are not the ones that are sent, or none of a file. */
        public Optional<List<FileRegion>> regions() {
            List<FileRegion> regions = new ArrayList<>();
            for (Piece piece : pieces) {
                if (!(piece.data() instanceof FileRegion region)) {
                    return Optional.empty();
                }
                regions.add(new FileRegion(region.file(), region.offset() + piece.offset(), piece.length()));
            }
            return Optional.of(regions);
        }

        /** All of it in memory; who asks for that has looked at its length. */
        public byte[] bytes() throws IOException {
            byte[] bytes = new byte[Math.toIntExact(length())];
            int at = 0;
            for (Piece piece : pieces) {
                piece.readInto(bytes, at);
                at += Math.toIntExact(piece.length());
            }
            return bytes;
        }
    }

    /** Some bytes of a value. */
    public record Piece(BulkData data, long offset, long length) {
        private void readInto(byte[] bytes, int at) throws IOException {
            try (InputStream in = data.open()) {
                in.skipNBytes(offset);
                if (in.readNBytes(bytes, at, Math.toIntExact(length)) < length) {
                    throw new EOFException("the pixel data end early");
                }
            }
        }

        void writeTo(OutputStream out) throws IOException {
            try (InputStream in = data.open()) {
                in.skipNBytes(offset);
                byte[] buffer = new byte[BUFFER];
                for (long left = length; left > 0; ) {
                    int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                    if (read < 0) {
                        throw new EOFException("the pixel data end early");
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
        }
    }

    /** Pieces one behind the other. */
    private static final class PieceStream extends InputStream {
        private final Iterator<Piece> pieces;
        private InputStream current = InputStream.nullInputStream();
        private long left;

        PieceStream(Iterator<Piece> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            while (left == 0 && pieces.hasNext()) {
                current.close();
                Piece next = pieces.next();
                current = next.data().open();
                current.skipNBytes(next.offset());
                left = next.length();
            }
            if (left == 0) {
                return -1;
            }
            int read = current.read(into, from, (int) Math.min(count, left));
            if (read < 0) {
                throw new EOFException("the pixel data end early");
            }
            left -= read;
            return read;
        }

        @Override
        public void close() throws IOException {
            current.close();
        }
    }

    /** @throws UnrenderableException where they cannot be told apart, or there are none */
    public static Frames of(DicomFile image) throws IOException {
        Element pixels = image.pixelData().orElseThrow(Frames::none);
        int count = image.dataSet().integer(Tag.NumberOfFrames, 1);
        if (count < 1 || count > MOST_FRAMES) {
            throw new UnrenderableException("The image says that it has " + count + " frames.");
        }
        return switch (pixels.value()) {
            case Value.Inline inline -> ofNative(BulkData.of(inline.bytes()), count, image.dataSet());
            case Value.Bulk(BulkData data) -> ofNative(data, count, image.dataSet());
            case Value.Fragments(List<BulkData> items) -> {
                String syntax = image.transferSyntax().uid();
                yield new Frames(Fragments.byFrame(items, count), syntax);
            }
            case Value.Items ignored -> throw none();
        };
    }

    private static Frames ofNative(BulkData data, int count, Attributes image) throws UnrenderableException {
        long bits = frameBits(image);
        if (bits < 0 || bits / 8 > data.length() / count || data.length() == 0) {
            throw new UnrenderableException("The image has less pixel data than its frames need.");
        }
        if (halvesChrominance(image) && bits > 0 && data.length() >= 3 * (bits / 16) * count) {
            // Left so by programs that decompress: read by what it says, it would be a picture of something else.
            throw new UnrenderableException(
                    "The image says that its chrominance is halved, and has pixel data as if it were not.");
        }
        long length = count == 1 ? data.length() : wholeBytes(bits);
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(List.of(new Piece(data, i * length, length))));
        }
        return new Frames(frames, UID.ExplicitVRLittleEndian);
    }

    /** Of one frame; 0 where the image does not say how large it is. */
    private static long frameBits(Attributes image) {
        long pixels = (long) image.integer(Tag.Rows, 0) * image.integer(Tag.Columns, 0);
        long samples = image.integer(Tag.SamplesPerPixel, 1);
        if (halvesChrominance(image)) {
            samples = 2;
        }
        return pixels * samples * image.integer(Tag.BitsAllocated, 0);
    }

    private static boolean halvesChrominance(Attributes image) {
        return image.string(Tag.PhotometricInterpretation, "").endsWith("_422");
    }

    private static long wholeBytes(long bits) throws UnrenderableException {
        if (bits == 0 || bits % 8 != 0) {
            throw new UnrenderableException(
                    "The frames of this image do not begin with bytes; fetch the whole instance.");
        }
        return bits / 8;
    }

    private static UnrenderableException none() {
        return new UnrenderableException("There are no pixels in it.");
    }
}
