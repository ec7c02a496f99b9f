package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers of a grid, coded by the least ones of ever larger parts of it (ISO/IEC 15444-1 B.10.2). */
final class TagTree {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Level(int width, int[] values, int[] known) {}

    private final List<Level> levels = new ArrayList<>();

    TagTree(int width, int height) {
        int w = width;
        int h = height;
        while (true) {
            int[] values = new int[w * h];
            Arrays.fill(values, Integer.MAX_VALUE);
            levels.add(new Level(w, values, new int[w * h]));
            if (w <= 1 && h <= 1) {
                break;
            }
            w = (w + 1) / 2;
            h = (h + 1) / 2;
        }
    }

    /** Whether the number at a place is below a threshold; reads as many bits as that needs. */
    boolean isBelow(int x, int y, int threshold, PacketBits bits) throws BadCodestreamException {
        int low = 0;
        for (int i = levels.size() - 1; i >= 0; i--) {
            Level level = levels.get(i);
            int at = (y >> i) * level.width + (x >> i);
            low = Math.max(low, level.known[at]);
            while (low < threshold && low < level.values[at]) {
                if (bits.bit() == 1) {
                    level.values[at] = low;
                } else {
                    low++;
                }
            }
            level.known[at] = low;
        }
        return levels.getFirst().values[y * levels.getFirst().width + x] < threshold;
    }
}
