package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;
import org.jspecify.annotations.Nullable;

/** Tables as they stand at some place of a stream; later ones take the place of former ones (ISO/IEC 10918-1 B.2.4). */
final class Tables {
    private static final int BLOCK = 64;
    /** Where in a block the coefficients stand, in the order in which they come (Figure A.6). */
    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    private final int[] @Nullable [] quantization = new int[4][];
    private final @Nullable HuffmanTable[] huffman = new HuffmanTable[8];
    private int restartInterval;

    void quantization(Segments segment) throws BadCodestreamException {
        while (!segment.atEnd()) {
            int which = segment.u8();
            if ((which & 0xF) > 3 || which >> 4 > 1) {
                throw new BadCodestreamException("The JPEG picture has a quantization table that is none.");
            }
            int[] steps = new int[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                steps[ZIGZAG[i]] = which >> 4 == 0 ? segment.u8() : segment.u16();
            }
            quantization[which & 0xF] = steps;
        }
    }

    void huffman(Segments segment) throws BadCodestreamException {
        while (!segment.atEnd()) {
            int which = segment.u8();
            if ((which & 0xF) > 3 || which >> 4 > 1) {
                throw new BadCodestreamException("The JPEG picture has a Huffman table that is none.");
            }
            huffman[(which >> 4) * 4 + (which & 0xF)] = HuffmanTable.of(segment);
        }
    }

    void restartInterval(int interval) {
        restartInterval = interval;
    }

    /** In minimum coded units; 0 where there is none. */
    int restartInterval() {
        return restartInterval;
    }

    int[] steps(int which) throws BadCodestreamException {
        int[] steps = which > 3 ? null : quantization[which];
        if (steps == null) {
            throw new BadCodestreamException("The JPEG picture lacks a quantization table.");
        }
        return steps;
    }

    HuffmanTable dc(int which) throws BadCodestreamException {
        return known(which > 3 ? null : huffman[which]);
    }

    HuffmanTable ac(int which) throws BadCodestreamException {
        return known(which > 3 ? null : huffman[4 + which]);
    }

    private static HuffmanTable known(@Nullable HuffmanTable table) throws BadCodestreamException {
        if (table == null) {
            throw new BadCodestreamException("The JPEG picture lacks a Huffman table.");
        }
        return table;
    }
}
