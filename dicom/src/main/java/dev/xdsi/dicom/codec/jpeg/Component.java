package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.Arrays;

/** One component of a frame: its size, and the coefficients of its blocks or, where it is lossless, its samples. */
final class Component {
    static final int BLOCK = 64;
    static final int SIDE = 8;

    /** How many samples of it stand beside and above each other where the coarsest component has one. */
    record Sampling(int across, int down) {}

    private final int id;
    private final Sampling sampling;
    private final int quantization;
    private int columns;
    private int rows;
    private int blocksAcross;
    private short[] values = new short[0];
    private final int[] lowBits = new int[BLOCK];

    Component(int id, Sampling sampling, int quantization) throws BadCodestreamException {
        if (sampling.across < 1 || sampling.across > 4 || sampling.down < 1 || sampling.down > 4) {
            throw new BadCodestreamException("The JPEG picture has a component of a size that is none.");
        }
        this.id = id;
        this.sampling = sampling;
        this.quantization = quantization;
        Arrays.fill(lowBits, -1);
    }

    /** Takes memory for whole minimum coded units. */
    void allocate(int ownColumns, int ownRows, int unitsAcross, int unitsDown) {
        columns = ownColumns;
        rows = ownRows;
        blocksAcross = unitsAcross * sampling.across;
        values = new short[Math.multiplyExact(blocksAcross * BLOCK, unitsDown * sampling.down)];
    }

    void allocateSamples(int ownColumns, int ownRows) {
        columns = ownColumns;
        rows = ownRows;
        values = new short[Math.multiplyExact(ownColumns, ownRows)];
    }

    int id() {
        return id;
    }

    Sampling sampling() {
        return sampling;
    }

    int quantization() {
        return quantization;
    }

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    int blocksAcross() {
        return blocksAcross;
    }

    short[] values() {
        return values;
    }

    /** Where the coefficients of a block begin. */
    int block(int column, int row) {
        return (row * blocksAcross + column) * BLOCK;
    }

    /** Notes that coefficients are known down to a bit; those of a first scan must be new, others one bit better (G.1.1.1). */
    void refine(int from, int to, int before, int now) throws BadCodestreamException {
        for (int i = from; i <= to; i++) {
            boolean first = before == 0;
            if (first ? lowBits[i] != -1 : lowBits[i] != before || now != before - 1) {
                throw new BadCodestreamException("The scans of the JPEG picture contradict each other.");
            }
            lowBits[i] = now;
        }
    }

    boolean isBegun() {
        return lowBits[0] >= 0;
    }

    boolean isComplete() {
        for (int low : lowBits) {
            if (low != 0) {
                return false;
            }
        }
        return true;
    }
}
