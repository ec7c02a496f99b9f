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
    /** A cleanup pass and the two that may follow. */
    private static final int HT_SET = 3;

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
    private boolean highThroughput;
    private boolean included;
    private int bitPlanes;
    private int placeholders;
    private int lengthBits = FIRST_LENGTH_BITS;

    CodeBlock(Area area, CodingStyle style) {
        this.area = area;
        this.style = style;
        this.highThroughput = style.has(CodingStyle.HIGH_THROUGHPUT);
    }

    /** On the grid of its subband. */
    Area area() {
        return area;
    }

    boolean isIncluded() {
        return included;
    }

    /** Where there may be both kinds, known when its first bytes have come. */
    boolean isHighThroughput() {
        return highThroughput;
    }

    /** Bit-planes that are not zero as a whole; of a High-Throughput block, the one at which its cleanup pass ends and those below. */
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
        int fresh = passes(bits);
        while (bits.bit() == 1) {
            lengthBits++;
        }
        if (!highThroughput) {
            readSegments(fresh, bits);
        } else if (segments.isEmpty()) {
            readFirst(fresh, bits);
        } else {
            readRefinement(fresh, bits);
        }
    }

    private void readSegments(int fresh, PacketBits bits) throws BadCodestreamException {
        int left = fresh;
        while (left > 0) {
            Segment segment = openSegment();
            int count = Math.min(left, segment.mostPasses - segment.passes);
            segment.grow(count, bits.bits(lengthBitsOf(count)));
            left -= count;
        }
    }

    /**
     * Before its cleanup pass a High-Throughput block may have others by threes that are empty, each three for a plane (ISO/IEC 15444-15
     * Annex B). The length that comes first is of those up to where a cleanup pass may be; if it is none, of all.
     */
    private void readFirst(int fresh, PacketBits bits) throws BadCodestreamException {
        int behind = (placeholders + fresh - 1) % HT_SET;
        int first = fresh > behind ? fresh - behind : fresh;
        int count = lengthBitsOf(first);
        int length = bits.bits(count);
        if (length > 0 && fresh > behind && isCleanup(length, count)) {
            bitPlanes -= (placeholders + first - 1) / HT_SET;
            segments.add(new Segment(1));
            segments.getFirst().grow(1, length);
            if (behind > 0) {
                readRefinement(behind, bits);
            }
            return;
        }
        int further = lengthBitsOf(fresh) - count;
        length = length << further | bits.bits(further);
        placeholders += fresh;
        if (length > 0) {
            if (!style.has(CodingStyle.MIXED)) {
                throw new BadCodestreamException("A packet of the compressed picture is broken.");
            }
            highThroughput = false;
            segments.add(new Segment(MOST_PASSES));
            segments.getFirst().grow(placeholders, length);
        }
    }

    /** Where there may be both kinds, the length of a cleanup pass begins with a zero, and that of others does not. */
    private boolean isCleanup(int length, int count) {
        return !style.has(CodingStyle.MIXED)
                || (lengthBits > FIRST_LENGTH_BITS && length > 1 && length >> (count - 1) == 0);
    }

    private void readRefinement(int fresh, PacketBits bits) throws BadCodestreamException {
        if (segments.size() == 1) {
            segments.add(new Segment(HT_SET - 1));
        }
        Segment segment = segments.getLast();
        if (segment.passes + fresh > segment.mostPasses) {
            throw Jpeg2000.unknown("more than one set of High-Throughput passes");
        }
        segment.grow(fresh, bits.bits(lengthBitsOf(fresh)));
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
