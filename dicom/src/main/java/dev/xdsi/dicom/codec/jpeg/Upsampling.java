package dev.xdsi.dicom.codec.jpeg;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Shape;
import dev.xdsi.dicom.codec.jpeg.Component.Sampling;

/** Components with fewer samples than the picture has pixels, spread over all of them: halved ones smoothly, others as they are. */
record Upsampling(Shape shape, Sampling finest) {
    short[] spread(Component component, InverseDct dct) throws BadCodestreamException {
        short[] samples = samples(component, dct);
        Sampling own = component.sampling();
        if (finest.across() % own.across() != 0 || finest.down() % own.down() != 0) {
            throw new BadCodestreamException("JPEG with components of such sizes is not decoded here.");
        }
        int across = finest.across() / own.across();
        int down = finest.down() / own.down();
        if (across == 1 && down == 1) {
            return samples;
        }
        boolean smooth = across == 2 && down <= 2 && component.columns() > 2;
        return smooth ? smoothly(samples, component, down) : plainly(samples, component, across, down);
    }

    /** Whole blocks are transformed, a row of them at a time; what is beyond the edge is left out. */
    private static short[] samples(Component component, InverseDct dct) {
        int columns = component.columns();
        short[] samples = new short[Math.multiplyExact(columns, component.rows())];
        int stride = component.blocksAcross() * Component.SIDE;
        short[] band = new short[stride * Component.SIDE];
        for (int top = 0; top < component.rows(); top += Component.SIDE) {
            for (int left = 0; left < columns; left += Component.SIDE) {
                int block = component.block(left / Component.SIDE, top / Component.SIDE);
                dct.transform(component.values(), block, band, left, stride);
            }
            for (int row = 0; row < Math.min(Component.SIDE, component.rows() - top); row++) {
                System.arraycopy(band, row * stride, samples, (top + row) * columns, columns);
            }
        }
        return samples;
    }

    private short[] plainly(short[] samples, Component component, int across, int down) {
        short[] all = new short[shape.pixels()];
        for (int y = 0; y < shape.rows(); y++) {
            for (int x = 0; x < shape.columns(); x++) {
                all[y * shape.columns() + x] = samples[y / down * component.columns() + x / across];
            }
        }
        return all;
    }

    /** The nearer sample counts three times as much as the farther, across and down. */
    private short[] smoothly(short[] samples, Component component, int down) {
        int width = component.columns();
        short[] all = new short[shape.pixels()];
        int[] line = new int[width];
        for (int y = 0; y < shape.rows(); y++) {
            int near = y / down;
            int far = Math.clamp(down == 1 ? near : near + 2L * (y % 2) - 1, 0, component.rows() - 1);
            for (int x = 0; x < width; x++) {
                int sample = samples[near * width + x];
                line[x] = down == 1 ? sample : 3 * sample + samples[far * width + x];
            }
            spreadLine(line, all, y * shape.columns(), down == 1 ? 2 : 4);
        }
        return all;
    }

    private void spreadLine(int[] line, short[] all, int at, int bits) {
        for (int x = 0; x < shape.columns(); x++) {
            int near = x / 2;
            int far = x % 2 == 0 ? near - 1 : near + 1;
            int other = far < 0 || far >= line.length ? line[near] : line[far];
            // What lies in the middle is rounded down to the left and up to the right, so that no side is preferred.
            int rounding = bits == 2 ? 1 + x % 2 : 8 - x % 2;
            all[at + x] = (short) ((3 * line[near] + other + rounding) >> bits);
        }
    }
}
