package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;

/**
 * The cleanup pass of a High-Throughput code-block: whole coefficients down to some bit-plane, in quads of two by two (ISO/IEC 15444-15 7.3).
 * Three streams share its bytes: signs and magnitudes from the front, code words of quads from the back, and events between.
 */
final class HtCleanup {
    private static final int QUAD = 2;
    private static final int LENGTH_BITS = 4;
    private static final int MORE_EXCEED = 2;
    private static final int ONES = 0xFF;

    private final MelDecoder events = new MelDecoder();
    private final BackwardBits words = new BackwardBits();
    private final ForwardBits magnitudes = new ForwardBits();
    private int[] values = new int[0];
    private int width;
    private int height;
    private int planes;
    private int missing;
    /** How many bits the lower samples of the quads above have, from that left of the block on; of none zero. */
    private int[] above = new int[0];

    private int[] below = new int[0];

    /**
     * Sets the values of a block.
     *
     * @param planes at which plane it ends, and one more
     * @param missing how many planes of the block are zero, or would have come before it
     */
    void begin(int[] to, Area area, int planes, int missing) {
        this.values = to;
        this.width = area.width();
        this.height = area.height();
        this.planes = planes;
        this.missing = missing;
        this.above = new int[width + 2 * QUAD];
        this.below = new int[width + 2 * QUAD];
    }

    /** @param suffix how many of the bytes, the last, are no signs and magnitudes; what they end with says so and is overwritten */
    void decode(byte[] bytes, int length, int suffix) throws BadCodestreamException {
        bytes[length - 1] = (byte) ONES;
        bytes[length - 2] |= (1 << LENGTH_BITS) - 1;
        magnitudes.begin(bytes, length - suffix, ONES);
        events.begin(bytes, length - suffix, length);
        words.begin(bytes, length - suffix, length - 1);
        words.read(LENGTH_BITS);
        for (int y = 0; y < height; y += QUAD) {
            row(y);
            int[] done = above;
            above = below;
            below = done;
        }
    }

    /** Two quads at a time, as what is said of their sizes is interleaved. */
    private void row(int y) throws BadCodestreamException {
        int left = 0;
        for (int x = 0; x < width; x += 2 * QUAD) {
            int first = quad(x, y, left);
            left = QuadCodes.significant(first);
            int second = 0;
            if (x + QUAD < width) {
                second = quad(x + QUAD, y, left);
                left = QuadCodes.significant(second);
            }
            boolean both = QuadCodes.hasOffset(first) && QuadCodes.hasOffset(second);
            boolean large = both && y == 0 && events.isEvent();
            int prefix = QuadCodes.hasOffset(first) ? prefix() : 0;
            int other = 0;
            if (QuadCodes.hasOffset(second)) {
                // In the first row the second of two is small where the first is not.
                other = both && y == 0 && !large && prefix > 2 ? 1 + words.read(1) : prefix();
            }
            int exceed = large ? MORE_EXCEED : 0;
            int size = size(first, x, y) + exceed + prefix + suffix(prefix);
            int otherSize = size(second, x + QUAD, y) + exceed + other + suffix(other);
            samples(x, y, first, size);
            samples(x + QUAD, y, second, otherSize);
        }
    }

    /** 7.3.5: where nothing is significant around a quad, an event tells whether something in it is. */
    private int quad(int x, int y, int left) {
        int context;
        if (y == 0) {
            context = ((left | left >> 1) & 1) | (left >> 1 & 6);
        } else {
            context = (above[x] | above[x + 1]) != 0 ? 1 : 0;
            context |= (left & 0xC) != 0 ? 2 : 0;
            context |= (above[x + 2] | above[x + 3]) != 0 ? 4 : 0;
        }
        return context == 0 && !events.isEvent() ? 0 : QuadCodes.of(y == 0).read(context, words);
    }

    /** 7.3.6: by how much the size of a quad exceeds what its neighbours let expect. */
    private int prefix() {
        int bits = words.peek(3);
        int zeros = Math.min(Integer.numberOfTrailingZeros(bits), 3);
        words.skip(Math.min(zeros + 1, 3));
        return zeros < 3 ? zeros + 1 : 5;
    }

    /** What would follow one of 28 and more is not read: no block here has so many bit-planes. */
    private int suffix(int prefix) {
        return prefix < 3 ? 0 : words.read(prefix == 3 ? 1 : 5);
    }

    /** 7.3.7: how many bits the samples of a quad may be expected to have. */
    private int size(int quad, int x, int y) {
        if (y == 0 || Integer.bitCount(QuadCodes.significant(quad)) < 2) {
            return 1;
        }
        int most = Math.max(Math.max(above[x], above[x + 1]), Math.max(above[x + 2], above[x + 3]));
        return Math.max(1, most - 1);
    }

    /** 7.3.8. */
    private void samples(int x, int y, int quad, int size) throws BadCodestreamException {
        if (size > missing + 2) {
            throw HtBlockDecoder.broken();
        }
        for (int i = 0; i < QUAD * QUAD; i++) {
            int column = x + i / QUAD;
            int exponent = 0;
            if ((QuadCodes.significant(quad) >> i & 1) == 1) {
                int count = size - (QuadCodes.known(quad) >> i & 1);
                int value = magnitudes.read(count) | (QuadCodes.bits(quad) >> i & 1) << count;
                exponent = Integer.SIZE - Integer.numberOfLeadingZeros(value | 1);
                store(column, y + i % QUAD, (value >> 1) + 1, (value & 1) == 1);
            }
            if (i % QUAD == 1 && column < width) {
                below[column + 1] = exponent;
            }
        }
    }

    private void store(int x, int y, int magnitude, boolean negative) throws BadCodestreamException {
        if (x >= width || y >= height || magnitude >> (missing + 1) != 0) {
            throw HtBlockDecoder.broken();
        }
        int value = magnitude << planes | 1 << planes >> 1;
        values[y * width + x] = negative ? -value : value;
    }
}
