package dev.xdsi.dicom.codec.jpeg2000;

import java.util.List;

/**
 * Puts subbands together to the next higher resolution (ISO/IEC 15444-1 Annex F). Coefficients of the reversible transformation are whole
 * numbers of at most 24 bits, which floating point keeps exactly.
 */
final class Wavelet {
    private static final float LOW_SCALE = 1.2301741f;

    /** F.3.8.1, F.3.8.2: coefficients of one parity change by those beside them. */
    private record Lift(int parity, float factor, boolean reversible) {}

    private static final List<Lift> REVERSIBLE = List.of(new Lift(0, 0, true), new Lift(1, 0, true));
    private static final List<Lift> IRREVERSIBLE = List.of(
            new Lift(0, -0.44350687f, false),
            new Lift(1, -0.8829111f, false),
            new Lift(0, 0.052980117f, false),
            new Lift(1, 1.5861343f, false));

    private final boolean reversible;
    private final List<Lift> lifts;

    Wavelet(boolean reversible) {
        this.reversible = reversible;
        this.lifts = reversible ? REVERSIBLE : IRREVERSIBLE;
    }

    /** Changes coefficients that stand where they belong into samples of the resolution. */
    void synthesize(float[] v, Area area) {
        int width = area.width();
        int height = area.height();
        for (int row = 0; row < height; row++) {
            line(v, row * width, 1, width, area.x0() & 1);
        }
        columns(v, width, height, area.y0() & 1);
    }

    private void line(float[] v, int start, int stride, int count, int parity) {
        if (count == 1) {
            alone(v, start, 1, parity);
            return;
        }
        if (!reversible) {
            scale(v, start, 2, (count + 1) / 2, parity);
            scale(v, start + 1, 2, count / 2, 1 - parity);
        }
        for (Lift lift : lifts) {
            int first = lift.parity ^ parity;
            for (int i = first; i < count; i += 2) {
                if (i > 0 && i < count - 1) {
                    int inner = (count - i) / 2;
                    lift(lift, v, start + i, start + i - 1, start + i + 1, 2 * stride, inner);
                    i += 2 * (inner - 1);
                } else {
                    int beside = i == 0 ? 1 : i - 1;
                    lift(lift, v, start + i, start + beside, start + beside, 1, 1);
                }
            }
        }
    }

    /** All columns at once, row by row. */
    private void columns(float[] v, int width, int count, int parity) {
        if (count == 1) {
            alone(v, 0, width, parity);
            return;
        }
        if (!reversible) {
            for (int row = 0; row < count; row++) {
                scale(v, row * width, 1, width, row + parity & 1);
            }
        }
        for (Lift lift : lifts) {
            for (int i = lift.parity ^ parity; i < count; i += 2) {
                int before = i == 0 ? 1 : i - 1;
                int after = i == count - 1 ? i - 1 : i + 1;
                lift(lift, v, i * width, before * width, after * width, 1, width);
            }
        }
    }

    /** A coefficient without any beside it is the sample, or twice it. */
    private void alone(float[] v, int start, int count, int parity) {
        if (parity == 1) {
            for (int i = 0; i < count; i++) {
                v[start + i] = reversible ? (int) v[start + i] >> 1 : v[start + i] / 2;
            }
        }
    }

    private static void scale(float[] v, int start, int stride, int count, int parity) {
        float scale = parity == 0 ? LOW_SCALE : 1 / LOW_SCALE;
        for (int i = 0; i < count; i++) {
            v[start + i * stride] *= scale;
        }
    }

    private static void lift(Lift lift, float[] v, int own, int before, int after, int stride, int count) {
        if (!lift.reversible) {
            float factor = lift.factor;
            for (int i = 0; i < count * stride; i += stride) {
                v[own + i] += factor * (v[before + i] + v[after + i]);
            }
        } else if (lift.parity == 0) {
            for (int i = 0; i < count * stride; i += stride) {
                v[own + i] -= ((int) v[before + i] + (int) v[after + i] + 2) >> 2;
            }
        } else {
            for (int i = 0; i < count * stride; i += stride) {
                v[own + i] += ((int) v[before + i] + (int) v[after + i]) >> 1;
            }
        }
    }
}
