package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg.Scan.Member;
import java.util.Arrays;
import java.util.List;

/** Blocks whose coefficients all come at once (ISO/IEC 10918-1 F.2). */
final class SequentialBlocks implements Scan.BlockDecoder {
    private static final int ZEROS = 0xF0;
    private static final int MOST_DC_BITS = 16;

    private final List<Member> members;
    private final EntropyBits bits;
    private final int[] before;

    SequentialBlocks(Scan scan, EntropyBits bits) {
        this.members = scan.members();
        this.bits = bits;
        this.before = new int[members.size()];
    }

    @Override
    public void restart() {
        Arrays.fill(before, 0);
    }

    @Override
    public void decode(int index, int at) throws BadCodestreamException {
        Member member = members.get(index);
        short[] values = member.component().values();
        before[index] += difference(member.dcTable(), bits);
        values[at] = (short) before[index];
        HuffmanTable table = member.acTable();
        int k = 1;
        while (k < Component.BLOCK) {
            int code = table.next(bits);
            int length = code & 0xF;
            if (length == 0) {
                if (code != ZEROS) {
                    return;
                }
                k += 16;
                continue;
            }
            k += code >> 4;
            if (k >= Component.BLOCK) {
                break;
            }
            values[at + Tables.ZIGZAG[k]] = (short) bits.signed(length);
            k++;
        }
        if (k > Component.BLOCK) {
            throw new BadCodestreamException("The compressed picture has coefficients beyond a block.");
        }
    }

    static int difference(HuffmanTable table, EntropyBits bits) throws BadCodestreamException {
        int length = table.next(bits);
        if (length >= MOST_DC_BITS) {
            throw new BadCodestreamException("The compressed picture has values that are none.");
        }
        return bits.signed(length);
    }
}
