package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;

/**
 * How a tile-component is coded (ISO/IEC 15444-1 Table A.15).
 *
 * @param levels of decomposition
 * @param blockWidth of code-blocks, as a power of two, as their height
 * @param style of code-blocks, bits of Table A.19, and ISO/IEC 15444-15 Annex A
 * @param precincts for each resolution their width and, in the upper four bits, height as powers of two
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CodingStyle(int levels, int blockWidth, int blockHeight, int style, boolean reversible, int[] precincts) {
    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE = 4;
    static final int CAUSAL = 8;
    static final int SEGMENT_SYMBOLS = 0x20;
    static final int HIGH_THROUGHPUT = 0x40;
    /** Besides High-Throughput code-blocks there may be others. */
    static final int MIXED = 0x80;

    private static final int MOST_LEVELS = 32;
    private static final int WHOLE = 0xFF;

    static CodingStyle of(Segments segment, boolean ownPrecincts) throws BadCodestreamException {
        int levels = segment.u8();
        int width = segment.u8() + 2;
        int height = segment.u8() + 2;
        int style = segment.u8();
        int transformation = segment.u8();
        if (levels > MOST_LEVELS || width > 10 || height > 10 || width + height > 12 || transformation > 1) {
            throw new BadCodestreamException("The coding style of the JPEG 2000 picture is none.");
        }
        if ((style & (HIGH_THROUGHPUT | MIXED)) == MIXED) {
            throw new BadCodestreamException("The coding style of the JPEG 2000 picture is none.");
        }
        if ((style & HIGH_THROUGHPUT) != 0 && (style & (BYPASS | TERMINATE)) != 0) {
            throw Jpeg2000.unknown("High-Throughput code-blocks beside such as end their passes early");
        }
        int[] precincts = new int[levels + 1];
        for (int i = 0; i <= levels; i++) {
            precincts[i] = ownPrecincts ? segment.u8() : WHOLE;
            if (i > 0 && ((precincts[i] & 0xF) == 0 || precincts[i] >> 4 == 0)) {
                throw new BadCodestreamException("The coding style of the JPEG 2000 picture is none.");
            }
        }
        return new CodingStyle(levels, width, height, style, transformation == 1, precincts);
    }

    boolean has(int bit) {
        return (style & bit) != 0;
    }

    int precinctWidth(int resolution) {
        return precincts[resolution] & 0xF;
    }

    int precinctHeight(int resolution) {
        return precincts[resolution] >> 4;
    }
}
