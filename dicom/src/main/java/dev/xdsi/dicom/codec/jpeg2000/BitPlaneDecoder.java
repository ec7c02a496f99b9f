package dev.xdsi.dicom.codec.jpeg2000;

import static dev.xdsi.dicom.codec.jpeg2000.Contexts.*;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.jpeg2000.CodeBlock.Segment;
import java.util.Arrays;

/** Decodes the bit-planes of code-blocks (ISO/IEC 15444-1 Annex D). */
final class BitPlaneDecoder implements BlockDecoder {
    private static final int STRIPE = 4;
    private static final int PLANES_BEFORE_BYPASS = 4;
    private static final int SEGMENT_SYMBOL = 0xA;

    private final SegmentBytes bytes;
    private final MqDecoder coder = new MqDecoder();
    private final RawBits raw = new RawBits();
    private int[] values = new int[0];
    private int[] flags = new int[0];
    private byte[] significance = new byte[0];
    private int width;
    private int height;
    private int stride;
    private boolean causal;

    BitPlaneDecoder(SegmentBytes bytes) {
        this.bytes = bytes;
    }

    @Override
    public int[] decode(CodeBlock block, Subband band, CodingStyle style) throws BadCodestreamException {
        begin(block, band, style);
        int plane = block.bitPlanes();
        int pass = 2;
        for (Segment segment : block.segments()) {
            int length = bytes.gather(segment);
            boolean bypass =
                    style.has(CodingStyle.BYPASS) && plane <= block.bitPlanes() - PLANES_BEFORE_BYPASS && pass < 2;
            if (bypass) {
                raw.begin(bytes.array(), 0, length);
            } else {
                coder.begin(bytes.array(), length);
            }
            for (int i = 0; i < segment.passes(); i++) {
                if (plane < 1) {
                    throw new BadCodestreamException("A code-block of the compressed picture has too many passes.");
                }
                pass(pass, plane, bypass, style);
                pass = (pass + 1) % 3;
                plane -= pass == 0 ? 1 : 0;
            }
        }
        return values;
    }

    private void begin(CodeBlock block, Subband band, CodingStyle style) {
        width = block.area().width();
        height = block.area().height();
        stride = width + 2;
        int size = width * height;
        if (values.length < size) {
            values = new int[size];
        }
        if (flags.length < stride * (height + 2)) {
            flags = new int[stride * (height + 2)];
        }
        Arrays.fill(values, 0, size, 0);
        Arrays.fill(flags, 0, stride * (height + 2), 0);
        significance = Contexts.significance(band.orientation());
        causal = style.has(CodingStyle.CAUSAL);
        coder.resetContexts();
    }

    private void pass(int pass, int plane, boolean bypass, CodingStyle style) throws BadCodestreamException {
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x++) {
                switch (pass) {
                    case 0 -> propagate(x, top, bottom, plane, bypass);
                    case 1 -> refine(x, top, bottom, plane, bypass);
                    default -> cleanUp(x, top, bottom, plane);
                }
            }
        }
        if (pass == 2 && style.has(CodingStyle.SEGMENT_SYMBOLS)) {
            int symbol = 0;
            for (int i = 0; i < 4; i++) {
                symbol = symbol << 1 | coder.decode(UNIFORM);
            }
            if (symbol != SEGMENT_SYMBOL) {
                throw new BadCodestreamException("A code-block of the compressed picture is broken.");
            }
        }
        if (style.has(CodingStyle.RESET)) {
            coder.resetContexts();
        }
    }

    private int place(int x, int y) {
        return (y + 1) * stride + x + 1;
    }

    /** D.3.1: bits of coefficients that are not significant but have neighbours that are. */
    private void propagate(int x, int top, int bottom, int plane, boolean bypass) {
        for (int y = top; y < bottom; y++) {
            int place = place(x, y);
            int flag = flags[place];
            if ((flag & NEIGHBOURS) == 0 || (flag & (SIGNIFICANT | VISITED)) != 0) {
                continue;
            }
            int bit = bypass ? raw.bit() : coder.decode(significance[flag & NEIGHBOURS]);
            if (bit == 1) {
                int negative = bypass ? raw.bit() : sign(flag);
                found(x, y, place, negative, plane);
            }
            flags[place] |= VISITED;
        }
    }

    /** D.3.2. */
    private int sign(int flag) {
        return coder.decode(Contexts.signContext(flag)) ^ Contexts.signTurn(flag);
    }

    private void found(int x, int y, int place, int negative, int plane) {
        int value = 1 << plane | 1 << plane >> 1;
        values[y * width + x] = negative == 1 ? -value : value;
        int both = negative == 1 ? 1 | 1 << NEGATIVE : 1;
        // Where contexts are causal, nothing in a stripe knows of the next (D.7).
        if (!causal || y % STRIPE != 0) {
            flags[place - stride - 1] |= SOUTH_EAST;
            flags[place - stride] |= SOUTH * both;
            flags[place - stride + 1] |= SOUTH_WEST;
        }
        flags[place - 1] |= EAST * both;
        flags[place] |= SIGNIFICANT;
        flags[place + 1] |= WEST * both;
        flags[place + stride - 1] |= NORTH_EAST;
        flags[place + stride] |= NORTH * both;
        flags[place + stride + 1] |= NORTH_WEST;
    }

    /** D.3.3: one bit more of coefficients that were significant before. */
    private void refine(int x, int top, int bottom, int plane, boolean bypass) {
        int half = 1 << plane >> 1;
        for (int y = top; y < bottom; y++) {
            int place = place(x, y);
            int flag = flags[place];
            if ((flag & (SIGNIFICANT | VISITED)) != SIGNIFICANT) {
                continue;
            }
            int bit = bypass ? raw.bit() : coder.decode(Contexts.refinement(flag));
            int at = y * width + x;
            boolean away = (bit == 1) == values[at] > 0;
            values[at] += away ? half : -half;
            flags[place] |= REFINED;
        }
    }

    /** D.3.4: all others, those of a column together where nothing is around them. */
    private void cleanUp(int x, int top, int bottom, int plane) {
        int y = top;
        boolean certain = false;
        if (bottom - top == STRIPE && isQuiet(x, top)) {
            if (coder.decode(RUN) == 0) {
                return;
            }
            y += coder.decode(UNIFORM) << 1;
            y += coder.decode(UNIFORM);
            certain = true;
        }
        for (; y < bottom; y++) {
            int place = place(x, y);
            int flag = flags[place];
            if (certain || (flag & (SIGNIFICANT | VISITED)) == 0) {
                if (certain || coder.decode(significance[flag & NEIGHBOURS]) == 1) {
                    found(x, y, place, sign(flag), plane);
                }
            }
            certain = false;
            flags[place] &= ~VISITED;
        }
    }

    private boolean isQuiet(int x, int top) {
        int all = 0;
        for (int y = top; y < top + STRIPE; y++) {
            all |= flags[place(x, y)];
        }
        return (all & (SIGNIFICANT | VISITED | NEIGHBOURS)) == 0;
    }
}
