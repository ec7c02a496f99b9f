package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg2000.CodeBlock.Segment;
import java.util.Arrays;
import java.util.List;

/** Decodes High-Throughput code-blocks (ISO/IEC 15444-15 clause 7): a cleanup pass, and perhaps a plane more behind it. */
final class HtBlockDecoder implements BlockDecoder {
    private static final int LEAST_SUFFIX = 2;
    private static final int MOST_SUFFIX = 4079;
    private static final int BOTH_PASSES = 2;

    private final SegmentBytes bytes;
    private final HtCleanup cleanup = new HtCleanup();
    private final HtRefinement refinement = new HtRefinement();
    private int[] values = new int[0];

    HtBlockDecoder(SegmentBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int[] decode(CodeBlock block, Subband band, CodingStyle style) throws BadCodestreamException {
        if (band.bitPlanes() > MOST_PLANES) {
            throw Jpeg2000.unknown("High-Throughput code-blocks of more than " + MOST_PLANES + " bit-planes");
        }
        List<Segment> segments = block.segments();
        int planes = block.bitPlanes();
        if (planes < segments.size()) {
            throw broken();
        }
        int size = block.area().size();
        if (values.length < size) {
            values = new int[size];
        }
        Arrays.fill(values, 0, size, 0);
        cleanup.begin(values, block.area(), planes, band.bitPlanes() - planes);
        cleanUp(segments.getFirst());
        if (segments.size() > 1) {
            refinement.begin(values, block.area());
            refine(segments.getLast(), planes - 1, style.has(CodingStyle.CAUSAL));
        }
        return values;
    }

    /** 7.1.1: the last bytes say how many are no signs and magnitudes. */
    private void cleanUp(Segment segment) throws BadCodestreamException {
        int length = bytes.gather(segment);
        if (length < LEAST_SUFFIX) {
            throw broken();
        }
        byte[] all = bytes.array();
        int suffix = (all[length - 1] & 0xFF) << 4 | (all[length - 2] & 0xF);
        if (suffix < LEAST_SUFFIX || suffix > Math.min(length, MOST_SUFFIX)) {
            throw broken();
        }
        cleanup.decode(all, length, suffix);
    }

    private void refine(Segment segment, int plane, boolean causal) throws BadCodestreamException {
        int length = bytes.gather(segment);
        if (length == 0) {
            throw broken();
        }
        if (segment.passes() == BOTH_PASSES) {
            refinement.refine(bytes.array(), length, plane);
        }
        refinement.propagate(bytes.array(), length, plane, causal);
    }

    static BadCodestreamException broken() {
        return new BadCodestreamException("A code-block of the compressed picture is broken.");
    }
}
