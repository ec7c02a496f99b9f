package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;

/** A Huffman table: short codes by one look, long ones bit by bit (ISO/IEC 10918-1 F.2.2.3). */
final class HuffmanTable {
    private static final int LONGEST = 16;
    private static final int LOOK = 9;
    private static final int MOST_VALUES = 256;

    private final int[] values;
    /** For each next nine bits the length of the code and its value, or 0 where it is longer. */
    private final short[] quick = new short[1 << LOOK];
    /** Of each length the code after the last, and what is added to a code to find its value. */
    private final int[] ends = new int[LONGEST + 1];

    private final int[] offsets = new int[LONGEST + 1];

    private HuffmanTable(int[] counts, int[] values) throws BadCodestreamException {
        this.values = values;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = index - code;
            for (int i = 0; i < counts[length]; i++) {
                if (length <= LOOK && code < 1 << length) {
                    int first = code << (LOOK - length);
                    for (int j = 0; j < 1 << (LOOK - length); j++) {
                        quick[first + j] = (short) (length << Byte.SIZE | values[index]);
                    }
                }
                code++;
                index++;
            }
            if (code > 1 << length) {
                throw new BadCodestreamException("The JPEG picture has a Huffman table that is none.");
            }
            ends[length] = code;
            code <<= 1;
        }
    }

    static HuffmanTable of(Segments segment) throws BadCodestreamException {
        int[] counts = new int[LONGEST + 1];
        int sum = 0;
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = segment.u8();
            sum += counts[length];
        }
        if (sum > MOST_VALUES) {
            throw new BadCodestreamException("The JPEG picture has a Huffman table that is none.");
        }
        int[] values = new int[sum];
        for (int i = 0; i < sum; i++) {
            values[i] = segment.u8();
        }
        return new HuffmanTable(counts, values);
    }

    int next(EntropyBits bits) throws BadCodestreamException {
        int look = quick[bits.peek(LOOK)];
        if (look != 0) {
            bits.skip(look >> Byte.SIZE);
            return look & 0xFF;
        }
        int code = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = code << 1 | bits.bits(1);
            int index = code + offsets[length];
            if (code < ends[length] && index >= 0) {
                return values[index];
            }
        }
        throw new BadCodestreamException("The compressed picture has a code that is none.");
    }
}
