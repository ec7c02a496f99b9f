package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg.Scan.Member;
import java.util.Arrays;

/** Blocks whose coefficients come band by band and bit by bit (ISO/IEC 10918-1 Annex G). */
final class ProgressiveBlocks implements Scan.BlockDecoder {
    private static final int LONG_RUN = 15;

    private final Scan scan;
    private final EntropyBits bits;
    private final int[] before;
    /** Blocks to come in which the band has nothing new. */
    private int emptyBlocks;

    ProgressiveBlocks(Scan scan, EntropyBits bits) {
        this.scan = scan;
        this.bits = bits;
        this.before = new int[scan.members().size()];
    }

    @Override
    public void restart() {
        Arrays.fill(before, 0);
        emptyBlocks = 0;
    }

    @Override
    public void decode(int index, int at) throws BadCodestreamException {
        Member member = scan.members().get(index);
        short[] values = member.component().values();
        if (scan.band().from() == 0) {
            if (scan.high() == 0) {
                before[index] += SequentialBlocks.difference(member.dcTable(), bits);
                values[at] = (short) (before[index] << scan.low());
            } else if (bits.bits(1) == 1) {
                values[at] = (short) (values[at] | 1 << scan.low());
            }
        } else if (scan.high() == 0) {
            first(values, at, member.acTable());
        } else {
            refine(values, at, member.acTable());
        }
    }

    /** G.1.2.2. */
    private void first(short[] values, int at, HuffmanTable table) throws BadCodestreamException {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        int k = scan.band().from();
        while (k <= scan.band().to()) {
            int code = table.next(bits);
            int run = code >> 4;
            int length = code & 0xF;
            if (length == 0 && run < LONG_RUN) {
                emptyBlocks = (1 << run) + bits.bits(run) - 1;
                return;
            }
            k += run;
            if (length > 0) {
                if (k > scan.band().to()) {
                    throw beyond();
                }
                values[at + Tables.ZIGZAG[k]] = (short) (bits.signed(length) << scan.low());
            }
            k++;
        }
    }

    /** G.1.2.3: a bit more for what is known, and what is new. */
    private void refine(short[] values, int at, HuffmanTable table) throws BadCodestreamException {
        int k = scan.band().from();
        while (emptyBlocks == 0 && k <= scan.band().to()) {
            int code = table.next(bits);
            int run = code >> 4;
            int fresh = 0;
            if ((code & 0xF) == 0) {
                if (run < LONG_RUN) {
                    emptyBlocks = (1 << run) + bits.bits(run);
                    break;
                }
            } else if ((code & 0xF) == 1) {
                fresh = bits.bits(1) == 1 ? 1 << scan.low() : -1 << scan.low();
            } else {
                throw new BadCodestreamException("The compressed picture has a code that is none.");
            }
            k = refineUntil(values, at, k, run);
            if (fresh != 0) {
                if (k > scan.band().to()) {
                    throw beyond();
                }
                values[at + Tables.ZIGZAG[k]] = (short) fresh;
            }
            k++;
        }
        if (emptyBlocks > 0) {
            refineUntil(values, at, k, Component.BLOCK);
            emptyBlocks--;
        }
    }

    /** Passes over so many zeros and stands on the next, or behind the band. */
    private int refineUntil(short[] values, int at, int from, int zeros) throws BadCodestreamException {
        int left = zeros;
        int k = from;
        for (; k <= scan.band().to(); k++) {
            int place = at + Tables.ZIGZAG[k];
            if (values[place] == 0) {
                if (left-- == 0) {
                    break;
                }
            } else if (bits.bits(1) == 1 && (Math.abs(values[place]) >> scan.low() & 1) == 0) {
                values[place] += (short) (values[place] > 0 ? 1 << scan.low() : -1 << scan.low());
            }
        }
        return k;
    }

    private static BadCodestreamException beyond() {
        return new BadCodestreamException("The compressed picture has coefficients beyond a block.");
    }
}
