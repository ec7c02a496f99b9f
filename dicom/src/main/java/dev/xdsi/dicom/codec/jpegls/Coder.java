package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.Arrays;

/** The statistics of a scan's contexts, and samples decoded by them (ISO/IEC 14495-1 A.3 to A.7). */
final class Coder {
    private static final int CONTEXTS = 365;
    private static final int LEAST_CORRECTION = -128;
    private static final int MOST_CORRECTION = 127;
    private static final int MOST_K = 24;
    private static final int[] RUN_ORDERS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private final ScanBits bits;
    private final int max;
    private final int near;
    private final int step;
    private final int range;
    private final int errorBits;
    private final int limit;
    private final int reset;
    private final byte[] quantized;
    /** A, B, C and N of each context, the last two those of interrupted runs. */
    private final int[] magnitudes = new int[CONTEXTS + 2];

    private final int[] biases = new int[CONTEXTS];
    private final int[] corrections = new int[CONTEXTS];
    private final int[] counts = new int[CONTEXTS + 2];
    private final int[] negatives = new int[2];

    Coder(Parameters parameters, ScanBits bits) {
        this.bits = bits;
        this.max = parameters.max();
        this.near = parameters.near();
        this.step = parameters.step();
        this.range = parameters.range();
        this.errorBits = parameters.errorBits();
        this.limit = parameters.limit();
        this.reset = parameters.reset();
        this.quantized = quantized(parameters);
        Arrays.fill(magnitudes, Math.max(2, (range + 32) / 64));
        Arrays.fill(counts, 1);
    }

    /** For each difference from -MAXVAL to MAXVAL, which of nine regions it lies in (A.3.3). */
    private static byte[] quantized(Parameters parameters) {
        Parameters.Thresholds thresholds = parameters.thresholds();
        byte[] regions = new byte[2 * parameters.max() + 1];
        for (int d = -parameters.max(); d <= parameters.max(); d++) {
            int size = Math.abs(d);
            int region = size >= thresholds.t3()
                    ? 4
                    : size >= thresholds.t2() ? 3 : size >= thresholds.t1() ? 2 : size > parameters.near() ? 1 : 0;
            regions[d + parameters.max()] = (byte) (d < 0 ? -region : region);
        }
        return regions;
    }

    /** The context of a pixel by its neighbours to the left, above, above left and above right; 0 is a run. */
    int context(int a, int b, int c, int d) {
        return 81 * quantized[d - b + max] + 9 * quantized[b - c + max] + quantized[c - a + max];
    }

    /** @param signedContext as {@link #context} tells it, not 0 */
    int regular(int signedContext, int a, int b, int c) throws BadCodestreamException {
        int q = Math.abs(signedContext);
        int sign = signedContext < 0 ? -1 : 1;
        int predicted = Math.clamp(predicted(a, b, c) + (long) sign * corrections[q], 0, max);
        int k = order(magnitudes[q], counts[q]);
        int mapped = golomb(k, limit);
        boolean turned = near == 0 && k == 0 && 2 * biases[q] <= -counts[q];
        int error = unmapped(mapped);
        if (turned) {
            error = -error - 1;
        }
        update(q, error);
        return reconstructed(predicted, sign * error);
    }

    private static int predicted(int a, int b, int c) {
        int greater = Math.max(a, b);
        int less = Math.min(a, b);
        return c >= greater ? less : c <= less ? greater : a + b - c;
    }

    private static int unmapped(int mapped) {
        return (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
    }

    private static int order(int magnitude, int count) throws BadCodestreamException {
        int k = 0;
        while (((long) count << k) < magnitude) {
            k++;
        }
        if (k > MOST_K) {
            throw new BadCodestreamException("The compressed picture has values that are none.");
        }
        return k;
    }

    private int golomb(int k, int longest) throws BadCodestreamException {
        int most = longest - errorBits - 1;
        int zeros = bits.zeros(most);
        if (zeros == most) {
            return bits.bits(errorBits) + 1;
        }
        return (zeros << k) + bits.bits(k);
    }

    /** A.6. */
    private void update(int q, int error) {
        int bias = biases[q] + error * step;
        magnitudes[q] += Math.abs(error);
        if (counts[q] == reset) {
            magnitudes[q] >>= 1;
            bias >>= 1;
            counts[q] >>= 1;
        }
        int count = ++counts[q];
        if (bias <= -count) {
            bias = Math.max(bias + count, 1 - count);
            corrections[q] = Math.max(corrections[q] - 1, LEAST_CORRECTION);
        } else if (bias > 0) {
            bias = Math.min(bias - count, 0);
            corrections[q] = Math.min(corrections[q] + 1, MOST_CORRECTION);
        }
        biases[q] = bias;
    }

    private int reconstructed(int predicted, int error) {
        int sample = predicted + error * step;
        if (sample < -near) {
            sample += range * step;
        } else if (sample > max + near) {
            sample -= range * step;
        }
        return Math.clamp(sample, 0, max);
    }

    /** How many pixels of at most {@code left} go on as before, and how well runs went until now (A.7.1). */
    int run(int[] index, int component, int left) throws BadCodestreamException {
        int length = 0;
        while (bits.bit() == 1) {
            int whole = 1 << RUN_ORDERS[index[component]];
            int part = Math.min(whole, left - length);
            length += part;
            if (part == whole && index[component] < RUN_ORDERS.length - 1) {
                index[component]++;
            }
            if (length == left) {
                return length;
            }
        }
        length += bits.bits(RUN_ORDERS[index[component]]);
        if (length >= left) {
            throw new BadCodestreamException("The compressed picture has a run beyond its line.");
        }
        return length;
    }

    /** The pixel that ends a run (A.7.2). */
    int interrupting(int a, int b, int runIndex, boolean alone) throws BadCodestreamException {
        int type = alone && Math.abs(a - b) <= near ? 1 : 0;
        int error = interruption(type, runIndex);
        return type == 1 ? reconstructed(a, error) : reconstructed(b, a > b ? -error : error);
    }

    private int interruption(int type, int runIndex) throws BadCodestreamException {
        int q = CONTEXTS + type;
        int k = order(type == 0 ? magnitudes[q] : magnitudes[q] + (counts[q] >> 1), counts[q]);
        int mapped = golomb(k, limit - RUN_ORDERS[runIndex] - 1);
        int odd = (mapped + type) & 1;
        int size = (mapped + type + odd) >> 1;
        boolean negativeWhenOdd = k != 0 || 2 * negatives[type] >= counts[q];
        int error = negativeWhenOdd == (odd == 1) ? -size : size;
        if (error < 0) {
            negatives[type]++;
        }
        magnitudes[q] += (mapped + 1 - type) >> 1;
        if (counts[q] == reset) {
            magnitudes[q] >>= 1;
            counts[q] >>= 1;
            negatives[type] >>= 1;
        }
        counts[q]++;
        return error;
    }
}
