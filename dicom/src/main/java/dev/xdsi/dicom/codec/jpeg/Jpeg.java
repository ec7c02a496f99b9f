package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Picture;
import dev.xdsi.dicom.codec.Segments;
import dev.xdsi.dicom.codec.Shape;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG (ISO/IEC 10918-1): processes 1, 2 and 4 (sequential), 6, 8, 10 and 12 (progressive) with 8 or 12 bits, and 14 (lossless)
 * with 2 to 16, all with Huffman codes. A picture is decoded whole or not at all: nothing is made up for data that are missing. Colours
 * stay as they were coded.
 */
public final class Jpeg {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int QUANTIZATION_TABLES = 0xDB;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int HUFFMAN_TABLES = 0xC4;
    private static final int ARITHMETIC_CONDITIONING = 0xCC;
    private static final int JPEG_EXTENSION = 0xC8;
    private static final int APP0 = 0xE0;
    private static final int APP14 = 0xEE;
    private static final int JFIF_LENGTH = 5;
    private static final long JFIF = 0x4A464946; // JFIF
    private static final int ADOBE_LENGTH = 12;
    private static final long ADOBE = 0x41646F62; // Adob
    private static final int MOST_SCANS = 200;

    private final byte[] bytes;
    private final Segments in;
    private final Shape expected;
    private final Tables tables = new Tables();
    private @Nullable Frame frame;
    private boolean jfif;
    private OptionalInt adobeTransform = OptionalInt.empty();

    /**
     * A picture, and what its stream says of its colours.
     *
     * @param process the number of the frame marker: 0 to 2 are lossy, 3 is lossless
     * @param jfif whether it is a JFIF stream, whose three components are YCbCr (ISO/IEC 10918-5)
     * @param adobeTransform whether its colours were transformed, where an encoder says so: 0 not, 1 to YCbCr
     * @param ids of its components, which some encoders choose by their colours
     * @param subsampled whether components after the first have fewer samples, as only chrominance has
     */
    public record Decoded(
            Picture picture,
            int process,
            boolean jfif,
            OptionalInt adobeTransform,
            List<Integer> ids,
            boolean subsampled) {
        public Decoded {
            ids = List.copyOf(ids);
        }
    }

    private Jpeg(byte[] bytes, Shape expected) {
        this.bytes = bytes;
        this.in = new Segments(bytes, 0);
        this.expected = expected;
    }

    public static Decoded decode(byte[] bytes, Shape expected) throws BadCodestreamException {
        return new Jpeg(bytes, expected).decoded();
    }

    private Decoded decoded() throws BadCodestreamException {
        if (in.marker() != START_OF_IMAGE) {
            throw new BadCodestreamException("The picture is no JPEG.");
        }
        int scans = 0;
        // Without the last marker a picture is whole when nothing can come any more.
        while (frame == null || !frame.isComplete()) {
            int marker = in.marker();
            if (marker == END_OF_IMAGE) {
                break;
            }
            Segments segment = in.segment();
            if (marker == START_OF_SCAN) {
                if (++scans > MOST_SCANS) {
                    throw new BadCodestreamException("The JPEG picture has too many scans.");
                }
                Scan scan = Scan.of(segment, frame(), tables);
                in.moveTo(scan.decode(bytes, in.position()));
            } else {
                read(marker, segment);
            }
        }
        Frame decoded = frame();
        List<Integer> ids = decoded.components().stream().map(Component::id).toList();
        return new Decoded(
                decoded.picture(tables), decoded.process(), jfif, adobeTransform, ids, decoded.isSubsampled());
    }

    private Frame frame() throws BadCodestreamException {
        if (frame == null) {
            throw new BadCodestreamException("The JPEG picture has no frame header.");
        }
        return frame;
    }

    private void read(int marker, Segments segment) throws BadCodestreamException {
        switch (marker) {
            case QUANTIZATION_TABLES -> tables.quantization(segment);
            case HUFFMAN_TABLES -> tables.huffman(segment);
            case RESTART_INTERVAL -> tables.restartInterval(segment.u16());
            case APP0 -> jfif(segment);
            case APP14 -> adobe(segment);
            case ARITHMETIC_CONDITIONING, JPEG_EXTENSION -> throw Frame.unknown(marker);
            default -> {
                if ((marker & 0xF0) == 0xC0) {
                    if (frame != null) {
                        throw new BadCodestreamException("The JPEG picture has two frames.");
                    }
                    frame = Frame.of(marker, segment, expected);
                }
            }
        }
    }

    private void jfif(Segments segment) throws BadCodestreamException {
        jfif |= segment.left() >= JFIF_LENGTH && segment.u32() == JFIF && segment.u8() == 0;
    }

    private void adobe(Segments segment) throws BadCodestreamException {
        if (segment.left() >= ADOBE_LENGTH && segment.u32() == ADOBE && segment.u8() == 'e') {
            segment.moveTo(ADOBE_LENGTH - 1);
            adobeTransform = OptionalInt.of(segment.u8());
        }
    }
}
