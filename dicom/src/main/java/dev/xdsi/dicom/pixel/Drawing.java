package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;
import dev.xdsi.dicom.pixel.Region.Cut;
import java.util.Arrays;

/** A part of an image in as many pixels as are wanted: each is the mean of those that it stands for. */
final class Drawing {
    private static final int GRAY = 1;
    private static final int COLOURED = 3;

    private final Colours colours;
    private final Size whole;
    private final Cut cut;
    private final Size to;
    /** Bytes of a pixel, the lowest of its colour first. */
    private final int parts;

    private final int[] line;
    private int lineOf = -1;

    Drawing(Colours colours, Size whole, Cut cut, Size to) {
        this.colours = colours;
        this.whole = whole;
        this.cut = cut;
        this.to = to;
        this.parts = colours.isGray() ? GRAY : COLOURED;
        this.line = new int[cut.size().columns()];
    }

    void into(byte[] bytes) {
        if (to.equals(cut.size())) {
            copy(bytes);
        } else {
            scale(bytes);
        }
    }

    private void copy(byte[] bytes) {
        if (parts == GRAY && !cut.mirrored()) {
            copyGrays(bytes);
            return;
        }
        int at = 0;
        for (int y = 0; y < to.rows(); y++) {
            read(y);
            for (int part = 0; part < parts; part++) {
                copy(part * Byte.SIZE, bytes, at + part);
            }
            at += line.length * parts;
        }
    }

    private void copyGrays(byte[] bytes) {
        int columns = to.columns();
        for (int y = 0; y < to.rows(); y++) {
            colours.grays(at(y), columns, bytes, y * columns);
        }
    }

    private void copy(int shift, byte[] bytes, int from) {
        int at = from;
        for (int rgb : line) {
            bytes[at] = (byte) (rgb >> shift);
            at += parts;
        }
    }

    private void scale(byte[] bytes) {
        int[] starts = new int[to.columns() + 1];
        Arrays.setAll(starts, x -> start(x, cut.size().columns(), to.columns()));
        long[] sums = new long[to.columns() * parts];
        int at = 0;
        for (int y = 0; y < to.rows(); y++) {
            int top = start(y, cut.size().rows(), to.rows());
            int bottom = Math.max(top + 1, start(y + 1, cut.size().rows(), to.rows()));
            Arrays.fill(sums, 0);
            for (int row = top; row < bottom; row++) {
                read(row);
                add(starts, sums);
            }
            for (int x = 0; x < to.columns(); x++) {
                long count = (long) (end(starts, x) - starts[x]) * (bottom - top);
                for (int part = 0; part < parts; part++) {
                    bytes[at++] = (byte) ((sums[x * parts + part] + count / 2) / count);
                }
            }
        }
    }

    private void add(int[] starts, long[] sums) {
        for (int x = 0; x < to.columns(); x++) {
            for (int column = starts[x]; column < end(starts, x); column++) {
                int rgb = line[column];
                for (int part = 0; part < parts; part++) {
                    sums[x * parts + part] += (rgb >> (part * Byte.SIZE)) & 0xFF;
                }
            }
        }
    }

    private static int start(int position, int from, int to) {
        return (int) ((long) position * from / to);
    }

    /** Where an image gets larger, a pixel stands for one. */
    private static int end(int[] starts, int x) {
        return Math.max(starts[x] + 1, starts[x + 1]);
    }

    /** Has the line hold a row of the cut. */
    private void read(int row) {
        if (row != lineOf) {
            colours.rgb(at(row), line.length, line);
            if (cut.mirrored()) {
                mirror();
            }
            lineOf = row;
        }
    }

    /** The pixel with which a row of the cut begins. */
    private int at(int row) {
        return cut.row(row) * whole.columns() + cut.left();
    }

    private void mirror() {
        for (int left = 0, right = line.length - 1; left < right; left++, right--) {
            int rgb = line[left];
            line[left] = line[right];
            line[right] = rgb;
        }
    }
}
