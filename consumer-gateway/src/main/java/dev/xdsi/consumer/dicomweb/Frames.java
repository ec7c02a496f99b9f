package dev.xdsi.consumer.dicomweb;

import dev.xdsi.consumer.portal.ApiRefusal;
import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The frames of an image, each as it lies in the file (PS3.5 8.2, A.4).
 *
 * @param transferSyntaxUID of the frames when they are sent: native ones are in little endian words, whatever the file's order
 */
record Frames(List<Frame> all, String mediaType, String transferSyntaxUID) {
    private static final int MOST_FRAMES = 100_000;
    private static final int BUFFER = 64 << 10;
    static final String OCTET_STREAM = "application/octet-stream";

    /** One frame, in one or more pieces. */
    record Frame(List<Piece> pieces) {
        void writeTo(OutputStream out) throws IOException {
            for (Piece piece : pieces) {
                piece.writeTo(out);
            }
        }

        long length() {
            return pieces.stream().mapToLong(Piece::length).sum();
        }

        /** All of it in memory; who asks for that has looked at its length. */
        byte[] bytes() throws IOException {
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
    record Piece(BulkData data, long offset, long length) {
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

    static Frames of(DicomFile image) throws ApiRefusal, IOException {
        Element pixels = image.pixelData().orElseThrow(Refusals::notFound);
        int count = image.dataSet().integer(Tag.NumberOfFrames, 1);
        if (count < 1 || count > MOST_FRAMES) {
            throw Refusals.notAcceptable("The image says that it has " + count + " frames.");
        }
        return switch (pixels.value()) {
            case Value.Inline inline -> ofNative(BulkData.of(inline.bytes()), count, image.dataSet());
            case Value.Bulk(BulkData data) -> ofNative(data, count, image.dataSet());
            case Value.Fragments(List<BulkData> items) -> {
                String syntax = image.transferSyntax().uid();
                yield new Frames(Fragments.byFrame(items, count), mediaTypeOf(syntax), syntax);
            }
            case Value.Items ignored -> throw Refusals.notFound();
        };
    }

    private static Frames ofNative(BulkData data, int count, Attributes image) throws ApiRefusal {
        long length = count == 1 ? data.length() : frameLength(image);
        if (length <= 0 || length > data.length() / count) {
            throw Refusals.notAcceptable("The image has less pixel data than its frames need.");
        }
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(List.of(new Piece(data, i * length, length))));
        }
        return new Frames(frames, OCTET_STREAM, UID.ExplicitVRLittleEndian);
    }

    private static long frameLength(Attributes image) throws ApiRefusal {
        long samples = image.integer(Tag.SamplesPerPixel, 1);
        if (image.string(Tag.PhotometricInterpretation, "").equals("YBR_FULL_422")) {
            samples = 2;
        }
        long bits = (long) image.integer(Tag.Rows, 0)
                * image.integer(Tag.Columns, 0)
                * samples
                * image.integer(Tag.BitsAllocated, 0);
        if (bits % 8 != 0) {
            throw Refusals.notAcceptable("The frames of this image do not begin with bytes; fetch the whole instance.");
        }
        return bits / 8;
    }

    private static String mediaTypeOf(String transferSyntaxUID) {
        return switch (transferSyntaxUID) {
            case UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1 -> "image/jpeg";
            case UID.JPEGLSLossless, UID.JPEGLSNearLossless -> "image/jls";
            case UID.JPEG2000Lossless, UID.JPEG2000 -> "image/jp2";
            case UID.RLELossless -> "image/dicom-rle";
            case UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL, UID.HTJ2K -> "image/jphc";
            default -> OCTET_STREAM;
        };
    }
}
