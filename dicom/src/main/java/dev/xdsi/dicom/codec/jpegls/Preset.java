package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;

/** The preset coding parameters as a stream gives them; zero stands for the default (ISO/IEC 14495-1 C.2.4.1.1). */
record Preset(int greatest, int t1, int t2, int t3, int reset) {
    static final Preset DEFAULT = new Preset(0, 0, 0, 0, 0);
    private static final int DEFAULT_RESET = 64;

    static Preset of(Segments segment) throws BadCodestreamException {
        if (segment.u8() != 1) {
            throw new BadCodestreamException("JPEG-LS with mapping tables is not decoded here.");
        }
        return new Preset(segment.u16(), segment.u16(), segment.u16(), segment.u16(), segment.u16());
    }

    Parameters parameters(int precision, int near) throws BadCodestreamException {
        int most = (1 << precision) - 1;
        int max = greatest == 0 ? most : greatest;
        if (max > most || near > Math.min(0xFF, max / 2)) {
            throw new BadCodestreamException("The parameters of the JPEG-LS picture contradict each other.");
        }
        int d1;
        int d2;
        int d3;
        if (max >= 128) {
            int factor = (Math.min(max, 4095) + 128) / 256;
            d1 = clamp(factor + 2 + 3 * near, near + 1, max);
            d2 = clamp(factor * 4 + 3 + 5 * near, d1, max);
            d3 = clamp(factor * 17 + 4 + 7 * near, d2, max);
        } else {
            int factor = 256 / (max + 1);
            d1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, max);
            d2 = clamp(Math.max(3, 7 / factor + 5 * near), d1, max);
            d3 = clamp(Math.max(4, 21 / factor + 7 * near), d2, max);
        }
        return new Parameters(
                        max,
                        near,
                        new Parameters.Thresholds(t1 == 0 ? d1 : t1, t2 == 0 ? d2 : t2, t3 == 0 ? d3 : t3),
                        reset == 0 ? DEFAULT_RESET : reset)
                .checked();
    }

    /** ISO/IEC 14495-1 Figure C.3. */
    private static int clamp(int value, int least, int most) {
        return value > most || value < least ? least : value;
    }
}
