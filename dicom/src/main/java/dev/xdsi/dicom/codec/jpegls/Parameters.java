package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;

/**
 * By what a scan was coded (ISO/IEC 14495-1 A.2.1).
 *
 * @param max MAXVAL, the greatest sample
 * @param near NEAR, by how much a sample may differ from what it was
 * @param reset RESET, after how many samples the statistics are halved
 */
record Parameters(int max, int near, Thresholds thresholds, int reset) {
    private static final int MOST_RESET = 0xFFFF;

    record Thresholds(int t1, int t2, int t3) {}

    Parameters checked() throws BadCodestreamException {
        boolean rising = near < thresholds.t1 && thresholds.t1 <= thresholds.t2 && thresholds.t2 <= thresholds.t3;
        if (!rising || thresholds.t3 > max || reset < 3 || reset > MOST_RESET) {
            throw new BadCodestreamException("The parameters of the JPEG-LS picture contradict each other.");
        }
        return this;
    }

    int step() {
        return 2 * near + 1;
    }

    /** RANGE: how many errors of prediction are told apart. */
    int range() {
        return (max + 2 * near) / step() + 1;
    }

    /** qbpp: the bits of an error that is written out. */
    int errorBits() {
        return bits(range());
    }

    /** LIMIT: the longest code. */
    int limit() {
        int bits = Math.max(2, bits(max + 1));
        return 2 * (bits + Math.max(Byte.SIZE, bits));
    }

    private static int bits(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    }
}
