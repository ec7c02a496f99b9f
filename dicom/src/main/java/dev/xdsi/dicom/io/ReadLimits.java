package dev.xdsi.dicom.io;

/**
 * What a reader takes from a stranger.
 *
 * @param inlineLength bytes up to which a binary value is held in memory rather than referred to
 * @param heapLength bytes that elements, and the values held in memory, may take together
 * @param elements data elements, items and fragments together
 * @param depth sequences within sequences
 * @param inflation what a deflated data set may grow to
 */
public record ReadLimits(int inlineLength, long heapLength, int elements, int depth, InflationLimit inflation) {
    public static final ReadLimits DEFAULT = new ReadLimits(64 << 10, 64L << 20, 2_000_000, 64, InflationLimit.DEFAULT);

    /**
     * Deflated bytes may inflate freely to some size, beyond it only in proportion to what was read.
     *
     * @param free bytes that need no justification
     * @param ratio the most bytes out for one byte in, beyond that
     */
    public record InflationLimit(long free, int ratio) {
        public static final InflationLimit DEFAULT = new InflationLimit(32L << 20, 100);

        boolean allows(long compressed, long inflated) {
            return inflated <= free || inflated / ratio <= compressed;
        }
    }

    public ReadLimits withInlineLength(int bytes) {
        return new ReadLimits(bytes, heapLength, elements, depth, inflation);
    }
}
