package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.jpeg2000.Subband.Orientation;
import java.util.EnumMap;
import java.util.Map;

/** Which context a bit is decoded in, by what is known of the neighbours of its coefficient (ISO/IEC 15444-1 D.3). */
final class Contexts {
    static final int COUNT = 19;
    static final int RUN = 17;
    static final int UNIFORM = 18;
    static final int FIRST_SIGN = 9;

    // What is noted of a coefficient: which neighbours are significant, which of those are negative, and what it is
    // itself.
    static final int NORTH_EAST = 1;
    static final int SOUTH_EAST = 2;
    static final int SOUTH_WEST = 4;
    static final int NORTH_WEST = 8;
    static final int NORTH = 0x10;
    static final int EAST = 0x20;
    static final int SOUTH = 0x40;
    static final int WEST = 0x80;
    static final int NEIGHBOURS = 0xFF;
    static final int NEGATIVE = 4;
    static final int SIGNIFICANT = 0x1000;
    static final int REFINED = 0x2000;
    static final int VISITED = 0x4000;

    private static final Map<Orientation, byte[]> SIGNIFICANCE = new EnumMap<>(Orientation.class);
    /** The context, and in bit 7 whether the sign is turned round. */
    private static final byte[] SIGNS = new byte[256];

    static {
        for (Orientation orientation : Orientation.values()) {
            byte[] contexts = new byte[256];
            for (int flags = 0; flags < 256; flags++) {
                contexts[flags] = (byte) significance(orientation, flags);
            }
            SIGNIFICANCE.put(orientation, contexts);
        }
        for (int flags = 0; flags < 256; flags++) {
            SIGNS[flags] = (byte) sign(flags);
        }
    }

    private Contexts() {}

    /** By {@link #NEIGHBOURS}. */
    static byte[] significance(Orientation orientation) {
        return SIGNIFICANCE.getOrDefault(orientation, new byte[0]);
    }

    /** Table D.1. */
    private static int significance(Orientation orientation, int flags) {
        int horizontal = Integer.bitCount(flags & (EAST | WEST));
        int vertical = Integer.bitCount(flags & (NORTH | SOUTH));
        int diagonal = Integer.bitCount(flags & (NORTH_EAST | SOUTH_EAST | SOUTH_WEST | NORTH_WEST));
        return switch (orientation) {
            case LL, LH -> ofLines(horizontal, vertical, diagonal);
            case HL -> ofLines(vertical, horizontal, diagonal);
            case HH -> ofDiagonals(diagonal, horizontal + vertical);
        };
    }

    private static int ofLines(int first, int second, int diagonal) {
        if (first == 2) {
            return 8;
        }
        if (first == 1) {
            return second > 0 ? 7 : diagonal > 0 ? 6 : 5;
        }
        return second > 0 ? 2 + second : Math.min(2, diagonal);
    }

    private static int ofDiagonals(int diagonal, int lines) {
        return switch (diagonal) {
            case 0 -> Math.min(2, lines);
            case 1 -> 3 + Math.min(2, lines);
            case 2 -> 6 + Math.min(1, lines);
            default -> 8;
        };
    }

    /** Tables D.2 and D.3; the lower four bits say which neighbours are significant, the upper which are negative. */
    private static int sign(int flags) {
        int horizontal = contribution(flags, EAST) + contribution(flags, WEST);
        int vertical = contribution(flags, NORTH) + contribution(flags, SOUTH);
        int h = Integer.signum(horizontal);
        int v = Integer.signum(vertical);
        boolean turned = h < 0 || (h == 0 && v < 0);
        int context = h == 0 ? FIRST_SIGN + Math.abs(v) : 12 + h * v;
        return turned ? context | 0x80 : context;
    }

    private static int contribution(int flags, int neighbour) {
        int significant = neighbour >> NEGATIVE;
        return (flags & significant) == 0 ? 0 : (flags & significant << NEGATIVE) == 0 ? 1 : -1;
    }

    static int signContext(int flags) {
        return SIGNS[flags >> NEGATIVE & 0xFF] & 0x7F;
    }

    static int signTurn(int flags) {
        return SIGNS[flags >> NEGATIVE & 0xFF] >> 7 & 1;
    }

    /** Table D.4. */
    static int refinement(int flags) {
        if ((flags & REFINED) != 0) {
            return 16;
        }
        return (flags & NEIGHBOURS) == 0 ? 14 : 15;
    }
}
