package dev.xdsi.dicom.codec.jpeg2000;

/** Decodes seldom events by the length of the runs without one, which adapts (ISO/IEC 15444-15 7.3.3). */
final class MelDecoder {
    /** Table 2: of how many bits the length of a run is, by state. */
    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private final RawBits bits = new RawBits();
    private int state;
    private int run;
    private boolean ends;

    void begin(byte[] bytes, int from, int end) {
        bits.begin(bytes, from, end);
        state = 0;
        run = 0;
        ends = false;
    }

    boolean isEvent() {
        if (run == 0 && !ends) {
            next();
        }
        if (run > 0) {
            run--;
            return false;
        }
        ends = false;
        return true;
    }

    private void next() {
        int exponent = EXPONENTS[state];
        if (bits.bit() == 1) {
            run = 1 << exponent;
            state = Math.min(state + 1, EXPONENTS.length - 1);
            return;
        }
        for (int i = 0; i < exponent; i++) {
            run = run << 1 | bits.bit();
        }
        ends = true;
        state = Math.max(state - 1, 0);
    }
}
