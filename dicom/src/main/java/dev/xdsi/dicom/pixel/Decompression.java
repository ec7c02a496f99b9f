package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.Attributes;
import dev.xdsi.dicom.Element;
import dev.xdsi.dicom.Tag;
import dev.xdsi.dicom.TransferSyntax;
import dev.xdsi.dicom.UID;
import dev.xdsi.dicom.VR;
import dev.xdsi.dicom.Value;
import dev.xdsi.dicom.io.DicomFile;
import dev.xdsi.dicom.io.FileMeta;
import dev.xdsi.dicom.io.Part10;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes an instance in an uncompressed transfer syntax, for who knows no other (PS3.18 8.7.3.4). Its SOP Instance UID stays, and every
 * value but those that say how pixels are encoded; a frame at a time is in memory.
 */
public final class Decompression {
    private static final List<TransferSyntax> TARGETS =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    private static final Set<String> LOSSY = Set.of(
            UID.JPEGBaseline8Bit,
            UID.JPEGExtended12Bit,
            UID.JPEGSpectralSelectionNonHierarchical68,
            UID.JPEGFullProgressionNonHierarchical1012,
            UID.JPEGLSNearLossless);
    /** A decoded frame is in memory until its receiver has it, however slow he is. */
    private static final int MOST_SENT = 32 << 20;

    /** A value has to have a length, and the length no value is undefined. */
    private static final long LONGEST = 0xFFFFFFFEL;

    private Decompression() {}

    /** In which transfer syntax an instance can be written for who accepts these. */
    public static Optional<TransferSyntax> target(Predicate<String> acceptable) {
        return TARGETS.stream().filter(syntax -> acceptable.test(syntax.uid())).findFirst();
    }

    /** Whether images that are kept so can be decoded, as far as can be said without them. */
    public static boolean decodes(TransferSyntax kept) {
        return PixelDecoder.find(kept).isPresent();
    }

    /**
     * Writes a file anew.
     *
     * @param to one of those that {@link #target} names
     * @throws UnrenderableException when its frames cannot be decoded; a part may be written then
     */
    public static void write(DicomFile image, TransferSyntax to, OutputStream out) throws IOException {
        if (!TARGETS.contains(to)) {
            throw new IllegalArgumentException("nothing is written in " + to);
        }
        Attributes dataSet = isCompressed(image) ? decompressed(image) : image.dataSet();
        Part10.write(out, FileMeta.of(dataSet, to), dataSet);
    }

    /** How many bytes the longest of the frames has that must be decoded to write the file anew; none where none must. */
    public static long longestFrame(DicomFile image) throws IOException {
        return isCompressed(image)
                ? Frames.of(image).all().stream()
                        .mapToLong(Frames.Frame::length)
                        .max()
                        .orElse(0)
                : 0;
    }

    private static boolean isCompressed(DicomFile image) {
        return image.pixelData()
                .filter(pixels -> pixels.value() instanceof Value.Fragments)
                .isPresent();
    }

    /**
     * One frame of a compressed image for who reads it by the image's metadata: its samples in little endian cells, in the colours and the
     * order that the data set says.
     *
     * @throws UnrenderableException also where decoding makes other colours of it, as of YBR_FULL_422: only with a data set that
     *     says so, which a frame alone does not have, are they seen as they are meant
     */
    public static byte[] decoded(EncodedFrame frame) throws UnrenderableException {
        PixelFormat format = PixelFormat.of(frame.image().dataSet());
        if (format.decodedLength() > MOST_SENT) {
            throw new UnrenderableException(
                    "A frame of so many bytes is not sent decoded; take it as it is kept, or the whole instance uncompressed.");
        }
        TransferSyntax syntax = frame.image().transferSyntax();
        NativeFrame decoded =
                PixelDecoder.of(syntax).decodeAsDeclared(frame.bytes(), format).asWritten();
        Photometric colours = decoded.format().photometric();
        if (colours != format.photometric().uncompressed()) {
            throw new UnrenderableException(
                    "Decoded, a frame of this image is in " + colours.term() + ", and its metadata say "
                            + format.photometric().term() + ": take it in transfer syntax " + syntax.uid()
                            + ", or the whole instance uncompressed.");
        }
        return format.byPlane() && format.samples() > 1 ? decoded.cellsByPlane() : decoded.cells();
    }

    private static Attributes decompressed(DicomFile image) throws IOException {
        DecodedFrames frames = DecodedFrames.of(image);
        if (frames.length() > LONGEST) {
            throw new UnrenderableException("The image is too large to be sent uncompressed.");
        }
        PixelFormat format = frames.format();
        Attributes dataSet = image.dataSet().copy();
        dataSet.remove(Tag.ExtendedOffsetTable);
        dataSet.remove(Tag.ExtendedOffsetTableLengths);
        withoutCompressedIcon(dataSet);
        dataSet.setString(Tag.PhotometricInterpretation, format.photometric().term());
        if (format.samples() > 1) {
            dataSet.setInt(Tag.PlanarConfiguration, 0);
        }
        if (LOSSY.contains(image.transferSyntax().uid())) {
            dataSet.setString(Tag.LossyImageCompression, "01");
        }
        VR vr = format.sample().bytes() == 1 ? VR.OB : VR.OW;
        dataSet.set(new Element(Tag.PixelData, vr, new Value.Bulk(frames)));
        return dataSet;
    }

    /** A compressed icon cannot stay in an uncompressed data set, and nobody needs it beside its image. */
    private static void withoutCompressedIcon(Attributes dataSet) {
        boolean compressed = dataSet.items(Tag.IconImageSequence).stream()
                .flatMap(Attributes::stream)
                .anyMatch(element -> element.value() instanceof Value.Fragments);
        if (compressed) {
            dataSet.remove(Tag.IconImageSequence);
        }
    }
}
