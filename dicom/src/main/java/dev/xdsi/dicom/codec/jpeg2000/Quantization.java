package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;

/**
 * The quantization of a tile-component's subbands (ISO/IEC 15444-1 A.6.4), those of the lowest resolution first.
 *
 * @param derived whether all follow from the first
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Quantization(int guardBits, boolean derived, int[] exponents, int[] mantissas) {
    private static final int MOST_BANDS = 97;
    private static final int MANTISSA_BITS = 11;

    static Quantization of(Segments segment) throws BadCodestreamException {
        int style = segment.u8();
        int kind = style & 0x1F;
        int count = kind == 0 ? segment.left() : kind == 1 ? 1 : segment.left() / 2;
        if (kind > 2 || count < 1 || count > MOST_BANDS) {
            throw new BadCodestreamException("The quantization of the JPEG 2000 picture is none.");
        }
        int[] exponents = new int[count];
        int[] mantissas = new int[count];
        for (int i = 0; i < count; i++) {
            int value = kind == 0 ? segment.u8() << (MANTISSA_BITS - 3) : segment.u16();
            exponents[i] = value >> MANTISSA_BITS;
            mantissas[i] = value & ((1 << MANTISSA_BITS) - 1);
        }
        return new Quantization(style >> 5, kind == 1, exponents, mantissas);
    }

    /** @param band its number, the lowest resolution's 0 */
    int exponent(int band) throws BadCodestreamException {
        if (derived) {
            return Math.max(0, exponents[0] - Math.max(0, (band - 1) / 3));
        }
        if (band >= exponents.length) {
            throw new BadCodestreamException("The JPEG 2000 picture lacks the quantization of a subband.");
        }
        return exponents[band];
    }

    /** How much one step is (E-3), for samples of so many bits, the subband's gain counted. */
    float step(int band, int bits) throws BadCodestreamException {
        int exponent = exponent(band);
        int mantissa = mantissas[derived ? 0 : band];
        return (float) (Math.scalb(1.0, bits - exponent) * (1 + mantissa / (double) (1 << MANTISSA_BITS)));
    }

    /** How many bit-planes a subband may have (E-2). */
    int bitPlanes(int band) throws BadCodestreamException {
        return guardBits + exponent(band) - 1;
    }
}
