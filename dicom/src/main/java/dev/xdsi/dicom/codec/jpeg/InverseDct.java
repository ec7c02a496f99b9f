package dev.xdsi.dicom.codec.jpeg;

import java.util.Arrays;

/** Samples of coefficients (ISO/IEC 10918-1 A.3.3), in whole numbers by the algorithm of Loeffler, Ligtenberg and Moschytz (1989). */
final class InverseDct {
    private static final int SIDE = Component.SIDE;
    private static final int FRACTION = 13;
    private static final int C0_298 = 2446;
    private static final int C0_390 = 3196;
    private static final int C0_541 = 4433;
    private static final int C0_765 = 6270;
    private static final int C0_899 = 7373;
    private static final int C1_175 = 9633;
    private static final int C1_501 = 12299;
    private static final int C1_847 = 15137;
    private static final int C1_961 = 16069;
    private static final int C2_053 = 16819;
    private static final int C2_562 = 20995;
    private static final int C3_072 = 25172;

    private final int[] steps;
    private final int between;
    private final int middle;
    private final int most;
    private final int[] work = new int[Component.BLOCK];
    private final int[] line = new int[SIDE];

    /** @param precision of the samples, 8 or 12 bits */
    InverseDct(int precision, int[] steps) {
        this.steps = steps;
        // So many bits more are kept between the two passes as fit.
        this.between = precision == Byte.SIZE ? 2 : 1;
        this.middle = 1 << (precision - 1);
        this.most = (1 << precision) - 1;
    }

    /** Writes the samples of a block at a place among samples, {@code stride} of which make a line. */
    void transform(short[] coefficients, int block, short[] samples, int at, int stride) {
        for (int column = 0; column < SIDE; column++) {
            columnOf(coefficients, block, column);
        }
        for (int row = 0; row < SIDE; row++) {
            System.arraycopy(work, row * SIDE, line, 0, SIDE);
            pass(line, FRACTION + between + 3);
            for (int column = 0; column < SIDE; column++) {
                samples[at + row * stride + column] = (short) Math.clamp((long) line[column] + middle, 0, most);
            }
        }
    }

    private void columnOf(short[] coefficients, int block, int column) {
        int others = 0;
        for (int i = 0; i < SIDE; i++) {
            line[i] = coefficients[block + i * SIDE + column] * steps[i * SIDE + column];
            others |= i == 0 ? 0 : line[i];
        }
        if (others == 0) {
            Arrays.fill(line, line[0] << between);
        } else {
            pass(line, FRACTION - between);
        }
        for (int i = 0; i < SIDE; i++) {
            work[i * SIDE + column] = line[i];
        }
    }

    private static void pass(int[] v, int shift) {
        int even = (v[2] + v[6]) * C0_541;
        int e2 = even - v[6] * C1_847;
        int e3 = even + v[2] * C0_765;
        int e0 = (v[0] + v[4]) << FRACTION;
        int e1 = (v[0] - v[4]) << FRACTION;
        int sum = (v[7] + v[3] + v[5] + v[1]) * C1_175;
        int z1 = -(v[7] + v[1]) * C0_899;
        int z2 = -(v[5] + v[3]) * C2_562;
        int z3 = sum - (v[7] + v[3]) * C1_961;
        int z4 = sum - (v[5] + v[1]) * C0_390;
        int o0 = v[7] * C0_298 + z1 + z3;
        int o1 = v[5] * C2_053 + z2 + z4;
        int o2 = v[3] * C3_072 + z2 + z3;
        int o3 = v[1] * C1_501 + z1 + z4;
        int half = 1 << (shift - 1);
        v[0] = (e0 + e3 + o3 + half) >> shift;
        v[7] = (e0 + e3 - o3 + half) >> shift;
        v[1] = (e1 + e2 + o2 + half) >> shift;
        v[6] = (e1 + e2 - o2 + half) >> shift;
        v[2] = (e1 - e2 + o1 + half) >> shift;
        v[5] = (e1 - e2 - o1 + half) >> shift;
        v[3] = (e0 - e3 + o0 + half) >> shift;
        v[4] = (e0 - e3 - o0 + half) >> shift;
    }
}
