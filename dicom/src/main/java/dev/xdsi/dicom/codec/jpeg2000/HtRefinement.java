package dev.xdsi.dicom.codec.jpeg2000;

/**
 * The passes behind a cleanup pass, for one bit-plane more: of samples that are not significant but have neighbours that are, and of those that
 * are (ISO/IEC 15444-15 7.4, 7.5). The two share their bytes, one from the front and one from the back.
 */
final class HtRefinement {
    private static final int STRIPE = 4;
    private static final int TOGETHER = 4;

    private final ForwardBits fresh = new ForwardBits();
    private final BackwardBits more = new BackwardBits();
    private final int[] found = new int[STRIPE * TOGETHER];
    private int[] values = new int[0];
    private int width;
    private int height;

    /** @param to the values as the cleanup pass left them, which these passes change */
    void begin(int[] to, Area area) {
        values = to;
        width = area.width();
        height = area.height();
    }

    /** Refines samples that the cleanup pass found: before others become significant by {@link #propagate}. */
    void refine(byte[] bytes, int length, int plane) {
        more.begin(bytes, 0, length);
        int half = 1 << plane >> 1;
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x++) {
                for (int y = top; y < bottom; y++) {
                    int at = y * width + x;
                    if (values[at] != 0) {
                        boolean away = (more.read(1) == 1) == values[at] > 0;
                        values[at] += away ? half : -half;
                    }
                }
            }
        }
    }

    void propagate(byte[] bytes, int length, int plane, boolean causal) {
        fresh.begin(bytes, length, 0);
        int value = 1 << plane | 1 << plane >> 1;
        for (int top = 0; top < height; top += STRIPE) {
            int bottom = Math.min(top + STRIPE, height);
            for (int x = 0; x < width; x += TOGETHER) {
                int count = 0;
                for (int column = x; column < Math.min(x + TOGETHER, width); column++) {
                    for (int y = top; y < bottom; y++) {
                        int at = y * width + column;
                        if (values[at] == 0
                                && hasNeighbour(column, y, causal ? bottom : height)
                                && fresh.read(1) == 1) {
                            values[at] = value;
                            found[count++] = at;
                        }
                    }
                }
                // Their signs come behind.
                for (int i = 0; i < count; i++) {
                    values[found[i]] = fresh.read(1) == 1 ? -value : value;
                }
            }
        }
    }

    /** @param bottom behind the last row of which it may know */
    private boolean hasNeighbour(int x, int y, int bottom) {
        for (int row = Math.max(y - 1, 0); row < Math.min(y + 2, bottom); row++) {
            for (int column = Math.max(x - 1, 0); column < Math.min(x + 2, width); column++) {
                if (values[row * width + column] != 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
