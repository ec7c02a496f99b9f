package dev.xdsi.dicom.codec.jpegls;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.Arrays;

/** The lines of a scan's components, each decoded beside the one above it (ISO/IEC 14495-1 A.2.1, Annex B). */
final class Lines {
    private final Coder coder;
    private final short[][] planes;
    private final int columns;
    private final int rows;
    /** Of each component, with a pixel more on both sides. */
    private int[][] above;

    private int[][] line;
    private final int[] runIndex;

    Lines(Coder coder, short[][] planes, int columns) {
        this.coder = coder;
        this.planes = planes;
        this.columns = columns;
        this.rows = planes[0].length / columns;
        this.above = new int[planes.length][columns + 2];
        this.line = new int[planes.length][columns + 2];
        this.runIndex = new int[planes.length];
    }

    void decodeByLine() throws BadCodestreamException {
        for (int row = 0; row < rows; row++) {
            for (int component = 0; component < planes.length; component++) {
                begin(component);
                decodeLine(component, above[component], line[component]);
            }
            end(row);
        }
    }

    void decodeByPixel() throws BadCodestreamException {
        for (int row = 0; row < rows; row++) {
            for (int component = 0; component < planes.length; component++) {
                begin(component);
            }
            decodePixels();
            end(row);
        }
    }

    private void begin(int component) {
        line[component][0] = above[component][1];
        above[component][columns + 1] = above[component][columns];
    }

    private void end(int row) {
        for (int component = 0; component < planes.length; component++) {
            for (int i = 0; i < columns; i++) {
                planes[component][row * columns + i] = (short) line[component][i + 1];
            }
        }
        int[][] done = line;
        line = above;
        above = done;
    }

    private void decodeLine(int component, int[] up, int[] now) throws BadCodestreamException {
        int at = 1;
        while (at <= columns) {
            int context = coder.context(now[at - 1], up[at], up[at - 1], up[at + 1]);
            if (context != 0) {
                now[at] = coder.regular(context, now[at - 1], up[at], up[at - 1]);
                at++;
                continue;
            }
            int length = coder.run(runIndex, component, columns + 1 - at);
            Arrays.fill(now, at, at + length, now[at - 1]);
            at += length;
            if (at <= columns) {
                now[at] = coder.interrupting(now[at - 1], up[at], runIndex[component], true);
                runIndex[component] = Math.max(0, runIndex[component] - 1);
                at++;
            }
        }
    }

    /** A run is one of all components together, and so is its end. */
    private void decodePixels() throws BadCodestreamException {
        int at = 1;
        while (at <= columns) {
            if (!isRun(at)) {
                for (int i = 0; i < planes.length; i++) {
                    int[] now = line[i];
                    int[] up = above[i];
                    int context = coder.context(now[at - 1], up[at], up[at - 1], up[at + 1]);
                    now[at] = coder.regular(context, now[at - 1], up[at], up[at - 1]);
                }
                at++;
                continue;
            }
            int length = coder.run(runIndex, 0, columns + 1 - at);
            for (int[] now : line) {
                Arrays.fill(now, at, at + length, now[at - 1]);
            }
            at += length;
            if (at <= columns) {
                for (int i = 0; i < planes.length; i++) {
                    line[i][at] = coder.interrupting(line[i][at - 1], above[i][at], runIndex[0], false);
                }
                runIndex[0] = Math.max(0, runIndex[0] - 1);
                at++;
            }
        }
    }

    private boolean isRun(int at) {
        for (int i = 0; i < planes.length; i++) {
            if (coder.context(line[i][at - 1], above[i][at], above[i][at - 1], above[i][at + 1]) != 0) {
                return false;
            }
        }
        return true;
    }
}
