package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Picture;
import dev.xdsi.dicom.codec.Segments;
import dev.xdsi.dicom.codec.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG-LS (ISO/IEC 14495-1): samples of 2 to 16 bits, components one after the other, by lines or by pixels. Mapping tables,
 * restart intervals and point transforms, which DICOM does not know, are refused.
 */
public final class JpegLs {
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int START_OF_FRAME = 0xF7;
    private static final int PRESET_PARAMETERS = 0xF8;
    private static final int APP8 = 0xE8;
    private static final int MOST_BITS = 16;

    private final byte[] bytes;
    private final Segments in;
    private final Shape expected;
    private int precision;
    private int[] ids = new int[0];
    private short @Nullable [][] planes;
    private Preset preset = Preset.DEFAULT;

    private JpegLs(byte[] bytes, Shape expected) {
        this.bytes = bytes;
        this.in = new Segments(bytes, 0);
        this.expected = expected;
    }

    /** The whole picture, or why there is none. */
    public static Picture decode(byte[] bytes, Shape expected) throws BadCodestreamException {
        return new JpegLs(bytes, expected).decoded();
    }

    private Picture decoded() throws BadCodestreamException {
        if (in.marker() != START_OF_IMAGE) {
            throw new BadCodestreamException("The picture is no JPEG-LS.");
        }
        int done = 0;
        while (done < expected.components()) {
            int marker = in.marker();
            if (marker == END_OF_IMAGE) {
                throw new BadCodestreamException("The picture lacks components.");
            }
            Segments segment = in.segment();
            switch (marker) {
                case START_OF_FRAME -> frame(segment);
                case START_OF_SCAN -> done += scan(segment, done);
                case PRESET_PARAMETERS -> preset = Preset.of(segment);
                case RESTART_INTERVAL -> refuse(segment.u16() != 0, "restart intervals");
                case APP8 -> refuse(isColourTransform(segment), "a colour transform of another maker");
                default -> {} // comments and what applications add
            }
        }
        return new Picture(expected, precision, planes());
    }

    private void frame(Segments segment) throws BadCodestreamException {
        refuse(planes != null, "a second frame");
        precision = segment.u8();
        refuse(precision < 2 || precision > MOST_BITS, precision + " bits");
        int rows = segment.u16();
        int columns = segment.u16();
        ids = new int[segment.u8()];
        expected.require(columns, rows, ids.length);
        for (int i = 0; i < ids.length; i++) {
            ids[i] = segment.u8();
            refuse(segment.u8() != 0x11 || segment.u8() != 0, "components of different sizes");
        }
        planes = new short[ids.length][expected.pixels()];
    }

    private short[][] planes() throws BadCodestreamException {
        if (planes == null) {
            throw new BadCodestreamException("The picture has no frame header.");
        }
        return planes;
    }

    /** Scans come in the order of the components; returns how many this one holds. */
    private int scan(Segments segment, int first) throws BadCodestreamException {
        short[][] all = planes();
        int count = segment.u8();
        refuse(count < 1 || count > ids.length - first, "scans of other components");
        for (int i = 0; i < count; i++) {
            refuse(segment.u8() != ids[first + i], "components in another order");
            refuse(segment.u8() != 0, "mapping tables");
        }
        Parameters parameters = preset.parameters(precision, segment.u8());
        int interleave = segment.u8();
        refuse(segment.u8() != 0, "a point transform");
        refuse(interleave > 2 || (interleave == 0 && count > 1), "interleave mode " + interleave);
        short[][] scanned = new short[count][];
        System.arraycopy(all, first, scanned, 0, count);
        ScanBits bits = new ScanBits(bytes, in.position());
        Lines lines = new Lines(new Coder(parameters, bits), scanned, expected.columns());
        if (interleave == 2 && count > 1) {
            lines.decodeByPixel();
        } else {
            lines.decodeByLine();
        }
        in.moveTo(bits.end());
        return count;
    }

    private static boolean isColourTransform(Segments segment) throws BadCodestreamException {
        return segment.left() >= 5 && segment.u32() == 0x6D726678 && segment.u8() != 0; // mrfx
    }

    private static void refuse(boolean unknown, String what) throws BadCodestreamException {
        if (unknown) {
            throw new BadCodestreamException("JPEG-LS with " + what + " is not decoded here.");
        }
    }
}
