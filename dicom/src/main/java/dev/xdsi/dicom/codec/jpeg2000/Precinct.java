package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.List;

/** What one packet of each layer holds: the code-blocks that lie in some part of a resolution (ISO/IEC 15444-1 B.6, B.9). */
final class Precinct {
    /** The part of one subband, its code-blocks row by row. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(Subband band, CodeBlock[] blocks, int across, TagTree inclusion, TagTree zeroPlanes) {}

    private final List<Part> parts = new ArrayList<>();
    private final CodingStyle style;

    Precinct(CodingStyle style) {
        this.style = style;
    }

    /** @param blockWidth and height as powers of two */
    void add(Subband band, Area area, int blockWidth, int blockHeight, Budget budget) throws BadCodestreamException {
        if (area.isEmpty()) {
            return;
        }
        int left = area.x0() >> blockWidth;
        int top = area.y0() >> blockHeight;
        int across = Area.ceil(area.x1(), blockWidth) - left;
        int down = Area.ceil(area.y1(), blockHeight) - top;
        budget.take((long) across * down);
        CodeBlock[] blocks = new CodeBlock[across * down];
        for (int i = 0; i < blocks.length; i++) {
            int x = (left + i % across) << blockWidth;
            int y = (top + i / across) << blockHeight;
            blocks[i] =
                    new CodeBlock(new Area(x, y, x + (1 << blockWidth), y + (1 << blockHeight)).within(area), style);
        }
        band.add(blocks);
        parts.add(new Part(band, blocks, across, new TagTree(across, down), new TagTree(across, down)));
    }

    /** B.10. */
    void readPacket(int layer, PacketBits bits) throws BadCodestreamException {
        bits.begin();
        List<CodeBlock> fresh = new ArrayList<>();
        if (bits.bit() == 1) {
            for (Part part : parts) {
                for (int i = 0; i < part.blocks.length; i++) {
                    if (isIncluded(part, i, layer, bits)) {
                        part.blocks[i].readHeader(bits);
                        fresh.add(part.blocks[i]);
                    }
                }
            }
        }
        bits.end();
        for (CodeBlock block : fresh) {
            block.readBody(bits);
        }
    }

    private static boolean isIncluded(Part part, int index, int layer, PacketBits bits) throws BadCodestreamException {
        CodeBlock block = part.blocks[index];
        int x = index % part.across;
        int y = index / part.across;
        if (block.isIncluded()) {
            return bits.bit() == 1;
        }
        if (!part.inclusion.isBelow(x, y, layer + 1, bits)) {
            return false;
        }
        int zeros = 0;
        while (!part.zeroPlanes.isBelow(x, y, zeros + 1, bits)) {
            zeros++;
        }
        int planes = part.band.bitPlanes() - zeros;
        if (planes < 0 || planes > BlockDecoder.MOST_PLANES) {
            throw new BadCodestreamException("A code-block of the compressed picture has too many bit-planes.");
        }
        block.include(planes);
        return true;
    }
}
