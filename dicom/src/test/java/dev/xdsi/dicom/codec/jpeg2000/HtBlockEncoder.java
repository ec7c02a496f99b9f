package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.jpeg2000.HtBits.Kind;
import java.io.ByteArrayOutputStream;

/** Encodes a High-Throughput code-block, also with the passes behind the cleanup pass, which OpenJPH does not write. */
final class HtBlockEncoder {
    private static final int[] EXPONENTS = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5};

    private final HtBits magnitudes = new HtBits(Kind.MAGNITUDES);
    private final HtBits events = new HtBits(Kind.EVENTS);
    private final HtBits words = new HtBits(Kind.BACKWARD);
    private final int[] coefficients;
    private final int width;
    private final int height;
    private final int plane;
    /** What a decoder finds. */
    private final int[] found;

    private final boolean[] visited;
    private int state;
    private int run;

    /** @param plane the lowest of the cleanup pass */
    HtBlockEncoder(int[] coefficients, int width, int plane) {
        this.coefficients = coefficients;
        this.width = width;
        this.height = coefficients.length / width;
        this.plane = plane;
        this.found = new int[coefficients.length];
        this.visited = new boolean[coefficients.length];
    }

    int[] found() {
        return found;
    }

    private void find(int at, int lowest) {
        int magnitude = Math.abs(coefficients[at]) >> lowest << lowest | (1 << lowest >> 1);
        found[at] = coefficients[at] < 0 ? -magnitude : magnitude;
    }

    byte[] cleanup() {
        words.write(0xF, 4);
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < width; x += 4) {
                int[] offsets = {quad(x, y), x + 2 < width ? quad(x + 2, y) : 0};
                offsets(offsets, y == 0);
                magnitudes(x, y);
                magnitudes(x + 2, y);
            }
        }
        if (run > 0) {
            events.write(1, 1);
        }
        byte[] first = magnitudes.bytes();
        byte[] second = events.bytes();
        byte[] third = words.bytes();
        int suffix = second.length + third.length + 1;
        third[third.length - 1] = (byte) ((third[third.length - 1] & 0xF0) | (suffix & 0xF));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        out.writeBytes(third);
        out.write(suffix >> 4);
        return out.toByteArray();
    }

    private int magnitude(int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : Math.abs(coefficients[y * width + x]) >> plane;
    }

    private int exponent(int x, int y) {
        int magnitude = magnitude(x, y);
        return magnitude == 0 ? 0 : 32 - Integer.numberOfLeadingZeros(2 * magnitude - 1);
    }

    private int significant(int x, int y) {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits |= magnitude(x + i / 2, y + i % 2) == 0 ? 0 : 1 << i;
        }
        return bits;
    }

    private int expected(int x, int y) {
        int most = 0;
        for (int i = -1; i < 3; i++) {
            most = Math.max(most, exponent(x + i, y - 1));
        }
        return y > 0 && Integer.bitCount(significant(x, y)) > 1 ? Math.max(1, most - 1) : 1;
    }

    private int size(int x, int y) {
        int size = expected(x, y);
        for (int i = 0; i < 4; i++) {
            size = Math.max(size, exponent(x + i / 2, y + i % 2));
        }
        return size;
    }

    private int context(int x, int y) {
        int left = significant(x - 2, y);
        if (y == 0) {
            return ((left | left >> 1) & 1) | (left >> 1 & 6);
        }
        int context = magnitude(x - 1, y - 1) + magnitude(x, y - 1) > 0 ? 1 : 0;
        context |= (left & 0xC) != 0 ? 2 : 0;
        return context | (magnitude(x + 1, y - 1) + magnitude(x + 2, y - 1) > 0 ? 4 : 0);
    }

    /** Writes the word of a quad and returns by how much it exceeds what was expected. */
    private int quad(int x, int y) {
        int context = context(x, y);
        int significant = significant(x, y);
        int offset = significant == 0 ? 0 : size(x, y) - expected(x, y);
        if (context == 0) {
            event(significant != 0);
        }
        if (context != 0 || significant != 0) {
            int word = word(x, y);
            words.write(word, code(context, y, word) >> 12 & 7);
        }
        return offset;
    }

    private static int code(int context, int y, int word) {
        BackwardBits bits = new BackwardBits();
        bits.begin(new byte[] {(byte) word}, 0, 1);
        return QuadCodes.of(y == 0).read(context, bits);
    }

    /** The one that says the most of exponents. */
    private int word(int x, int y) {
        int size = size(x, y);
        int tops = 0;
        for (int i = 0; i < 4; i++) {
            tops |= exponent(x + i / 2, y + i % 2) == size ? 1 << i : 0;
        }
        int best = -1;
        for (int word = 0; word < 128; word++) {
            int code = code(context(x, y), y, word);
            boolean fits = QuadCodes.significant(code) == significant(x, y)
                    && QuadCodes.hasOffset(code) == size > expected(x, y)
                    && QuadCodes.bits(code) == (tops & QuadCodes.known(code));
            if (fits && (best < 0 || Integer.bitCount(known(x, y, word)) > Integer.bitCount(known(x, y, best)))) {
                best = word;
            }
        }
        return best;
    }

    private int known(int x, int y, int word) {
        return QuadCodes.known(code(context(x, y), y, word));
    }

    private void event(boolean event) {
        if (!event) {
            run++;
            if (run == 1 << EXPONENTS[state]) {
                events.write(1, 1);
                run = 0;
                state = Math.min(12, state + 1);
            }
            return;
        }
        events.write(0, 1);
        for (int i = EXPONENTS[state] - 1; i >= 0; i--) {
            events.write(run >> i & 1, 1);
        }
        run = 0;
        state = Math.max(0, state - 1);
    }

    private void offsets(int[] u, boolean firstRow) {
        boolean both = firstRow && u[0] > 0 && u[1] > 0;
        boolean large = both && Math.min(u[0], u[1]) > 2;
        if (both) {
            event(large);
        }
        int first = large ? u[0] - 2 : u[0];
        int second = large ? u[1] - 2 : u[1];
        prefix(first);
        if (both && !large && first > 2) {
            words.write(second - 1, 1);
        } else {
            prefix(second);
        }
        suffix(first);
        suffix(second);
    }

    private void prefix(int u) {
        if (u > 0) {
            words.write(u > 4 ? 0 : 1 << Math.min(u - 1, 2), Math.min(u, 3));
        }
    }

    private void suffix(int u) {
        if (u > 4) {
            words.write(u - 5, 5);
        } else if (u > 2) {
            words.write(u - 3, 1);
        }
    }

    private void magnitudes(int x, int y) {
        int significant = significant(x, y);
        int known = significant == 0 ? 0 : known(x, y, word(x, y));
        for (int i = 0; i < 4; i++) {
            if ((significant >> i & 1) == 1) {
                int at = (y + i % 2) * width + x + i / 2;
                int value = 2 * (magnitude(x + i / 2, y + i % 2) - 1) + (coefficients[at] < 0 ? 1 : 0);
                int count = size(x, y) - (known >> i & 1);
                magnitudes.write(value & (int) ((1L << count) - 1), count);
                find(at, plane);
            }
        }
    }

    /** Both passes behind the cleanup pass, or one. */
    byte[] refinement(boolean refined, boolean causal) {
        HtBits fresh = new HtBits(Kind.MAGNITUDES);
        HtBits more = new HtBits(Kind.BACKWARD);
        for (int top = 0; top < height; top += 4) {
            for (int x = 0; x < width && refined; x++) {
                for (int y = top; y < Math.min(top + 4, height); y++) {
                    if (magnitude(x, y) > 0) {
                        more.write(Math.abs(coefficients[y * width + x]) >> (plane - 1) & 1, 1);
                    }
                }
            }
        }
        for (int top = 0; top < height; top += 4) {
            for (int x = 0; x < width; x += 4) {
                propagate(fresh, x, top, causal);
            }
        }
        for (int at = 0; at < found.length && refined; at++) {
            if (magnitude(at % width, at / width) > 0) {
                find(at, plane - 1);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(fresh.bytes());
        out.writeBytes(more.bytes());
        return out.size() == 0 ? new byte[1] : out.toByteArray();
    }

    private void propagate(HtBits fresh, int left, int top, boolean causal) {
        int bottom = Math.min(top + 4, height);
        for (int pass = 0; pass < 2; pass++) {
            for (int x = left; x < Math.min(left + 4, width); x++) {
                for (int y = top; y < bottom; y++) {
                    int at = y * width + x;
                    if (pass == 0 && found[at] == 0 && isBeside(x, y, causal ? bottom : height)) {
                        int bit = Math.abs(coefficients[at]) >> (plane - 1) & 1;
                        fresh.write(bit, 1);
                        visited[at] = bit == 1;
                        if (bit == 1) {
                            find(at, plane - 1);
                        }
                    } else if (pass == 1 && visited[at]) {
                        fresh.write(coefficients[at] < 0 ? 1 : 0, 1);
                    }
                }
            }
        }
    }

    private boolean isBeside(int x, int y, int bottom) {
        for (int i = 0; i < 9; i++) {
            int column = x - 1 + i % 3;
            int row = y - 1 + i / 3;
            if (column >= 0 && row >= 0 && column < width && row < bottom && found[row * width + column] != 0) {
                return true;
            }
        }
        return false;
    }
}
