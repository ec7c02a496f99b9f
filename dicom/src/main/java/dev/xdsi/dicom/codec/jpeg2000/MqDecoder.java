package dev.xdsi.dicom.codec.jpeg2000;

import java.util.Arrays;

/** The arithmetic decoder of bit-planes (ISO/IEC 15444-1 Annex C). Behind its bytes it reads ones, as the standard says. */
final class MqDecoder {
    private static final int HALF = 0x8000;
    private static final int ONES = 0xFF;
    private static final int LAST_DATA = 0x8F;
    /** Table C.2: the estimated probability of the less probable symbol, the next states, and whether the symbols change places. */
    private static final int[][] STATES = {
        {0x5601, 1, 1, 1}, {0x3401, 2, 6, 0}, {0x1801, 3, 9, 0}, {0x0AC1, 4, 12, 0}, {0x0521, 5, 29, 0},
        {0x0221, 38, 33, 0}, {0x5601, 7, 6, 1}, {0x5401, 8, 14, 0}, {0x4801, 9, 14, 0}, {0x3801, 10, 14, 0},
        {0x3001, 11, 17, 0}, {0x2401, 12, 18, 0}, {0x1C01, 13, 20, 0}, {0x1601, 29, 21, 0}, {0x5601, 15, 14, 1},
        {0x5401, 16, 14, 0}, {0x5101, 17, 15, 0}, {0x4801, 18, 16, 0}, {0x3801, 19, 17, 0}, {0x3401, 20, 18, 0},
        {0x3001, 21, 19, 0}, {0x2801, 22, 19, 0}, {0x2401, 23, 20, 0}, {0x2201, 24, 21, 0}, {0x1C01, 25, 22, 0},
        {0x1801, 26, 23, 0}, {0x1601, 27, 24, 0}, {0x1401, 28, 25, 0}, {0x1201, 29, 26, 0}, {0x1101, 30, 27, 0},
        {0x0AC1, 31, 28, 0}, {0x09C1, 32, 29, 0}, {0x08A1, 33, 30, 0}, {0x0521, 34, 31, 0}, {0x0441, 35, 32, 0},
        {0x02A1, 36, 33, 0}, {0x0221, 37, 34, 0}, {0x0141, 38, 35, 0}, {0x0111, 39, 36, 0}, {0x0085, 40, 37, 0},
        {0x0049, 41, 38, 0}, {0x0025, 42, 39, 0}, {0x0015, 43, 40, 0}, {0x0009, 44, 41, 0}, {0x0005, 45, 42, 0},
        {0x0001, 45, 43, 0}, {0x5601, 46, 46, 0},
    };

    private static final int[] ESTIMATES = new int[2 * STATES.length];
    private static final byte[] AFTER_MORE_PROBABLE = new byte[2 * STATES.length];
    private static final byte[] AFTER_LESS_PROBABLE = new byte[2 * STATES.length];

    static {
        // A state and its more probable symbol are one number, the symbol the lowest bit.
        for (int i = 0; i < ESTIMATES.length; i++) {
            int[] state = STATES[i / 2];
            ESTIMATES[i] = state[0];
            AFTER_MORE_PROBABLE[i] = (byte) (2 * state[1] + i % 2);
            AFTER_LESS_PROBABLE[i] = (byte) (2 * state[2] + (i % 2 ^ state[3]));
        }
    }

    private final byte[] contexts = new byte[Contexts.COUNT];
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int code;
    private int interval;
    private int count;

    /** C.3.5. */
    void begin(byte[] from, int length) {
        bytes = from;
        at = 0;
        end = length;
        code = byteAt(0) << Short.SIZE;
        next();
        code <<= 7;
        count -= 7;
        interval = HALF;
    }

    /** Table D.7. */
    void resetContexts() {
        Arrays.fill(contexts, (byte) 0);
        contexts[0] = 2 * 4;
        contexts[Contexts.RUN] = 2 * 3;
        contexts[Contexts.UNIFORM] = 2 * 46;
    }

    private int byteAt(int index) {
        return index < end ? bytes[index] & 0xFF : ONES;
    }

    private void next() {
        if (byteAt(at) == ONES) {
            if (byteAt(at + 1) > LAST_DATA) {
                code += 0xFF00;
                count = Byte.SIZE;
            } else {
                at++;
                code += byteAt(at) << 9;
                count = 7;
            }
        } else {
            at++;
            code += byteAt(at) << Byte.SIZE;
            count = Byte.SIZE;
        }
    }

    int decode(int context) {
        int state = contexts[context];
        int estimate = ESTIMATES[state];
        interval -= estimate;
        int symbol = state & 1;
        if (code >>> Short.SIZE < estimate) {
            if (interval < estimate) {
                contexts[context] = AFTER_MORE_PROBABLE[state];
            } else {
                symbol = 1 - symbol;
                contexts[context] = AFTER_LESS_PROBABLE[state];
            }
            interval = estimate;
        } else {
            code -= estimate << Short.SIZE;
            if ((interval & HALF) != 0) {
                return symbol;
            }
            if (interval < estimate) {
                symbol = 1 - symbol;
                contexts[context] = AFTER_LESS_PROBABLE[state];
            } else {
                contexts[context] = AFTER_MORE_PROBABLE[state];
            }
        }
        do {
            if (count == 0) {
                next();
            }
            interval <<= 1;
            code <<= 1;
            count--;
        } while ((interval & HALF) == 0);
        return symbol;
    }
}
