package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan (ISO/IEC 10918-1 B.2.3): its header, and the walk over the minimum coded units of its components (A.2).
 *
 * @param low Al, the bit down to which coefficients are known after it, or the point transform of lossless ones
 */
record Scan(Frame frame, List<Member> members, Band band, int high, int low, int restartInterval) {
    private static final int LAST = 63;
    private static final int MOST_UNIT_BLOCKS = 10;

    /** A component in the scan, with those of its tables that the scan needs. */
    record Member(
            Component component,
            @Nullable HuffmanTable dc,
            @Nullable HuffmanTable ac) {
        HuffmanTable dcTable() throws BadCodestreamException {
            return required(dc);
        }

        HuffmanTable acTable() throws BadCodestreamException {
            return required(ac);
        }

        private static HuffmanTable required(@Nullable HuffmanTable table) throws BadCodestreamException {
            if (table == null) {
                throw new BadCodestreamException("The JPEG picture lacks a Huffman table.");
            }
            return table;
        }
    }

    /** Which coefficients, in the order in which they come. */
    record Band(int from, int to) {}

    /** What decodes the blocks of a scan. */
    interface BlockDecoder {
        /** @param at where the block begins among the coefficients of the member's component */
        void decode(int member, int at) throws BadCodestreamException;

        /** Forgets what was before. */
        void restart();
    }

    static Scan of(Segments segment, Frame frame, Tables tables) throws BadCodestreamException {
        int count = segment.u8();
        int[] ids = new int[count];
        int[] which = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = segment.u8();
            which[i] = segment.u8();
        }
        Band band = new Band(segment.u8(), segment.u8());
        int approximation = segment.u8();
        int high = approximation >> 4;
        int low = approximation & 0xF;
        boolean lossless = frame.process() == Frame.LOSSLESS;
        boolean needsDc = lossless || (band.from == 0 && high == 0);
        boolean needsAc = !lossless && band.to > 0;
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(new Member(
                    component(frame, ids[i], members),
                    needsDc ? tables.dc(which[i] >> 4) : null,
                    needsAc ? tables.ac(which[i] & 0xF) : null));
        }
        Scan scan = new Scan(frame, members, band, high, low, tables.restartInterval());
        scan.check();
        return scan;
    }

    private static Component component(Frame frame, int id, List<Member> before) throws BadCodestreamException {
        return frame.components().stream()
                .filter(one -> one.id() == id)
                .filter(one -> before.stream().noneMatch(member -> member.component == one))
                .findFirst()
                .orElseThrow(() -> new BadCodestreamException("A scan of the JPEG picture is of no component."));
    }

    private void check() throws BadCodestreamException {
        boolean known = switch (frame.process()) {
            case Frame.LOSSLESS -> band.from >= 1 && band.from <= 7 && high == 0 && low < frame.precision();
            case 2 ->
                band.from <= band.to
                        && band.to <= LAST
                        && (band.from > 0 || band.to == 0)
                        && (band.from == 0 || members.size() == 1)
                        && low <= 13
                        && high <= 13;
            default -> band.from == 0 && band.to == LAST && high == 0 && low == 0;
        };
        int blocks = members.stream()
                .mapToInt(member -> member.component.sampling().across()
                        * member.component.sampling().down())
                .sum();
        if (!known || members.isEmpty() || (members.size() > 1 && blocks > MOST_UNIT_BLOCKS)) {
            throw new BadCodestreamException("A scan of the JPEG picture is none.");
        }
        for (Member member : members) {
            boolean lossless = frame.process() == Frame.LOSSLESS;
            member.component.refine(lossless ? 0 : band.from, lossless ? LAST : band.to, high, lossless ? 0 : low);
        }
    }

    /** Returns where the scan ends. */
    int decode(byte[] bytes, int from) throws BadCodestreamException {
        EntropyBits bits = new EntropyBits(bytes, from);
        if (frame.process() == Frame.LOSSLESS) {
            new LosslessScan(this, bits).decode();
        } else {
            BlockDecoder decoder =
                    frame.isProgressive() ? new ProgressiveBlocks(this, bits) : new SequentialBlocks(this, bits);
            if (members.size() == 1) {
                decodeAlone(decoder, bits);
            } else {
                decodeTogether(decoder, bits);
            }
        }
        return bits.end();
    }

    /** A component alone comes block by block, without those that only fill up units. */
    private void decodeAlone(BlockDecoder decoder, EntropyBits bits) throws BadCodestreamException {
        Component component = members.getFirst().component;
        int across = Frame.parts(component.columns(), Component.SIDE);
        int down = Frame.parts(component.rows(), Component.SIDE);
        int unit = 0;
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                restartBefore(unit++, decoder, bits);
                decoder.decode(0, component.block(column, row));
            }
        }
    }

    private void decodeTogether(BlockDecoder decoder, EntropyBits bits) throws BadCodestreamException {
        int across = frame.unitsAcross();
        int count = across * frame.unitsDown();
        for (int unit = 0; unit < count; unit++) {
            restartBefore(unit, decoder, bits);
            for (int i = 0; i < members.size(); i++) {
                decodeUnit(decoder, i, unit % across, unit / across);
            }
        }
    }

    private void decodeUnit(BlockDecoder decoder, int index, int unitColumn, int unitRow)
            throws BadCodestreamException {
        Component component = members.get(index).component;
        int across = component.sampling().across();
        int down = component.sampling().down();
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                decoder.decode(index, component.block(unitColumn * across + x, unitRow * down + y));
            }
        }
    }

    private void restartBefore(int unit, BlockDecoder decoder, EntropyBits bits) throws BadCodestreamException {
        if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
            bits.restart();
            decoder.restart();
        }
    }
}
