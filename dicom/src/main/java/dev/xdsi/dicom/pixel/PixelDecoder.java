package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes native frames of those of a family of transfer syntaxes. What it cannot decode exactly as the standard says, it refuses. */
@FunctionalInterface
interface PixelDecoder {
    /** @param frame as it lies in the file */
    NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException;

    /** The same, in the colours that the data set names where the frame is coded in those. */
    default NativeFrame decodeAsDeclared(byte[] frame, PixelFormat format) throws UnrenderableException {
        return decode(frame, format);
    }

    /**
     * About how many bytes of the heap it takes to decode a frame: the frame itself, its samples as the decoder has them, as cells, and as
     * colours. Counted from the arrays that they make, and measured for JPEG 2000.
     */
    static long memory(TransferSyntax syntax, long encoded, PixelFormat format) {
        long samples = (long) format.size().pixels() * format.samples();
        long drawn = encoded + format.decodedLength() + samples;
        if (!syntax.encapsulated()) {
            return drawn;
        }
        long planes = drawn + Short.BYTES * samples;
        return switch (syntax.uid()) {
            // A packet's bytes are brought together, and each resolution stands beside the one before.
            case UID.JPEG2000Lossless, UID.JPEG2000, UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL, UID.HTJ2K ->
                planes + encoded + Float.BYTES * samples * 5 / 4;
            // Coefficients wait for the last scan.
            case UID.JPEGFullProgressionNonHierarchical1012 -> planes + Short.BYTES * samples;
            default -> planes;
        };
    }

    static PixelDecoder of(TransferSyntax syntax) throws UnrenderableException {
        return find(syntax)
                .orElseThrow(() -> new UnrenderableException("Images in " + syntax + " are not rendered here."));
    }

    /** Empty where there is none for it. */
    static Optional<PixelDecoder> find(TransferSyntax syntax) {
        if (!syntax.encapsulated()) {
            return Optional.of(new NativeDecoder());
        }
        return Optional.ofNullable(encapsulated(syntax));
    }

    private static @Nullable PixelDecoder encapsulated(TransferSyntax syntax) {
        return switch (syntax.uid()) {
            case UID.RLELossless -> new RleDecoder();
            case UID.JPEGBaseline8Bit,
                    UID.JPEGExtended12Bit,
                    UID.JPEGSpectralSelectionNonHierarchical68,
                    UID.JPEGFullProgressionNonHierarchical1012 -> new JpegDecoder(false);
            case UID.JPEGLossless, UID.JPEGLosslessSV1 -> new JpegDecoder(true);
            case UID.JPEGLSLossless, UID.JPEGLSNearLossless -> new JpegLsDecoder();
            case UID.JPEG2000Lossless, UID.JPEG2000, UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL, UID.HTJ2K ->
                new Jpeg2000Decoder();
            default -> null;
        };
    }
}
