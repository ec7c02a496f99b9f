package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.List;

/** A code-block while its packets come: which coding passes it has, and where their bytes lie (ISO/IEC 15444-1 B.10). */
final class CodeBlock {
    private static final int MOST_PASSES = 164;
    private static final int MOST_LENGTH_BITS = 31;
    private static final int FIRST_LENGTH_BITS = 3;
    private static final int PASSES_BEFORE_BYPASS = 10;

    /** Some bytes of the packets. */
    record Piece(int from, int length) {}

    /** Coding passes whose bytes end together. */
    static final class Segment {
        private final int mostPasses;
        private final List<Piece> pieces = new ArrayList<>(1);
        private int passes;
        private int freshPasses;
        private int freshLength;

        Segment(int mostPasses) {
            this.mostPasses = mostPasses;
        }

        int passes() {
            return passes;
        }

        /** A packet brings so many passes more, in so many bytes. */
        private void grow(int count, int length) {
            passes += count;
            freshPasses = count;
            freshLength = length;
        }

        List<Piece> pieces() {
            return pieces;
        }

        int length() {
            return pieces.stream().mapToInt(Piece::length).sum();
        }
    }

    private final Area area;
    private final CodingStyle style;
    private final List<Segment> segments = new ArrayList<>(1);
    private boolean included;
    private int bitPlanes;
    private int lengthBits = FIRST_LENGTH_BITS;

    CodeBlock(Area area, CodingStyle style) {
        this.area = area;
        this.style = style;
    }

    /** On the grid of its subband. */
    Area area() {
        return area;
    }

    boolean isIncluded() {
        return included;
    }

    /** Bit-planes that are not zero as a whole. */
    int bitPlanes() {
        return bitPlanes;
    }

    List<Segment> segments() {
        return segments;
    }

    void include(int planes) {
        included = true;
        bitPlanes = planes;
    }

    /** What a packet says of it: how many passes come, and in how many bytes (B.10.6, B.10.7). */
    void readHeader(PacketBits bits) throws BadCodestreamException {
        int left = passes(bits);
        while (bits.bit() == 1) {
            lengthBits++;
        }
        while (left > 0) {
            Segment segment = openSegment();
            int count = Math.min(left, segment.mostPasses - segment.passes);
            segment.grow(count, bits.bits(lengthBitsOf(count)));
            left -= count;
        }
    }

    private int lengthBitsOf(int passes) throws BadCodestreamException {
        int count = lengthBits + Integer.SIZE - 1 - Integer.numberOfLeadingZeros(passes);
        if (count > MOST_LENGTH_BITS) {
            throw new BadCodestreamException("A packet of the compressed picture is broken.");
        }
        return count;
    }

    private Segment openSegment() throws BadCodestreamException {
        if (!segments.isEmpty() && segments.getLast().passes < segments.getLast().mostPasses) {
            return segments.getLast();
        }
        if (segments.size() >= MOST_PASSES) {
            throw new BadCodestreamException("A packet of the compressed picture is broken.");
        }
        segments.add(new Segment(mostPasses()));
        return segments.getLast();
    }

    /** Where every pass ends its bytes, or those do that bypass the arithmetic coder and those before them (Table D.9). */
    private int mostPasses() {
        if (style.has(CodingStyle.TERMINATE)) {
            return 1;
        }
        if (!style.has(CodingStyle.BYPASS)) {
            return MOST_PASSES;
        }
        if (segments.isEmpty()) {
            return PASSES_BEFORE_BYPASS;
        }
        return segments.getLast().mostPasses == 2 ? 1 : 2;
    }

    void readBody(PacketBits bits) throws BadCodestreamException {
        for (Segment segment : segments) {
            if (segment.freshPasses > 0) {
                segment.pieces.add(new Piece(bits.body(segment.freshLength), segment.freshLength));
                segment.freshPasses = 0;
            }
        }
    }

    /** Table B.4. */
    private static int passes(PacketBits bits) throws BadCodestreamException {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int few = bits.bits(2);
        if (few < 3) {
            return 3 + few;
        }
        int more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }
}
