package dev.xdsi.dicom.codec.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A subband of a tile-component (ISO/IEC 15444-1 B.5). */
final class Subband {
    /** By which differences its coefficients are made: none, horizontal, vertical, or both. */
    enum Orientation {
        LL(0, 0),
        HL(1, 0),
        LH(0, 1),
        HH(1, 1);

        private final int horizontal;
        private final int vertical;

        Orientation(int horizontal, int vertical) {
            this.horizontal = horizontal;
            this.vertical = vertical;
        }

        int horizontal() {
            return horizontal;
        }

        int vertical() {
            return vertical;
        }

        /** By how many bits it can be larger than the samples (Table E.1). */
        int gain() {
            return horizontal + vertical;
        }
    }

    private final Orientation orientation;
    private final Area area;
    private final int bitPlanes;
    private final float step;
    private final List<CodeBlock> blocks = new ArrayList<>();

    Subband(Orientation orientation, Area area, int bitPlanes, float step) {
        this.orientation = orientation;
        this.area = area;
        this.bitPlanes = bitPlanes;
        this.step = step;
    }

    Orientation orientation() {
        return orientation;
    }

    Area area() {
        return area;
    }

    int bitPlanes() {
        return bitPlanes;
    }

    /** What a coefficient of one means; 1 where nothing is quantized. */
    float step() {
        return step;
    }

    void add(CodeBlock[] more) {
        blocks.addAll(List.of(more));
    }

    List<CodeBlock> blocks() {
        return blocks;
    }
}
