package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.List;

/** Samples of a tile from its packets (ISO/IEC 15444-1 Annexes B to G). */
final class TileDecoder {
    private final ImageSize size;
    private final Area tile;
    private final TileParameters parameters;

    TileDecoder(ImageSize size, Area tile, TileParameters parameters) {
        this.size = size;
        this.tile = tile;
        this.parameters = parameters;
    }

    void decode(byte[] bytes, short[][] planes) throws BadCodestreamException {
        List<List<Resolution>> components = new ArrayList<>();
        Packets packets = new Packets(tile);
        for (int i = 0; i < planes.length; i++) {
            CodingStyle style = parameters.styleOf(i);
            List<Resolution> resolutions = new ArrayList<>();
            for (int number = 0; number <= style.levels(); number++) {
                Resolution resolution =
                        Resolution.of(number, tile, style, parameters.quantizationOf(i), size.precision());
                packets.add(resolution, i, style);
                resolutions.add(resolution);
            }
            components.add(resolutions);
        }
        packets.read(parameters, bytes);
        float[][] samples = new float[planes.length][];
        BlockDecoders blocks = BlockDecoders.of(bytes);
        for (int i = 0; i < planes.length; i++) {
            samples[i] = component(components.get(i), parameters.styleOf(i), blocks);
            if (!parameters.multipleComponents()) {
                store(samples[i], planes[i]);
                samples[i] = new float[0];
            }
        }
        if (parameters.multipleComponents()) {
            undo(samples, parameters.styleOf(0).reversible());
            for (int i = 0; i < planes.length; i++) {
                store(samples[i], planes[i]);
            }
        }
    }

    private static float[] component(List<Resolution> resolutions, CodingStyle style, BlockDecoders blocks)
            throws BadCodestreamException {
        Wavelet wavelet = new Wavelet(style.reversible());
        Resolution lowest = resolutions.getFirst();
        float[] low = new float[lowest.area().size()];
        place(
                lowest.bands().getFirst(),
                style,
                blocks,
                new Grid(low, lowest.area().width(), 0, 1));
        Area below = lowest.area();
        for (Resolution resolution : resolutions.subList(1, resolutions.size())) {
            Area area = resolution.area();
            float[] all = new float[area.size()];
            if (!area.isEmpty()) {
                spread(low, below, all, area);
                for (Subband band : resolution.bands()) {
                    place(band, style, blocks, Grid.of(band, all, area));
                }
                wavelet.synthesize(all, area);
            }
            low = all;
            below = area;
        }
        return low;
    }

    /** Where the coefficients of a subband stand among those of its resolution (F.3.3). */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Grid(float[] all, int width, int first, int step) {
        static Grid of(Subband band, float[] all, Area area) {
            int x = 2 * band.area().x0() + band.orientation().horizontal() - area.x0();
            int y = 2 * band.area().y0() + band.orientation().vertical() - area.y0();
            return new Grid(all, area.width(), y * area.width() + x, 2);
        }
    }

    private static void spread(float[] low, Area below, float[] all, Area area) {
        int x = 2 * below.x0() - area.x0();
        int y = 2 * below.y0() - area.y0();
        for (int row = 0; row < below.height(); row++) {
            int to = (y + 2 * row) * area.width() + x;
            for (int column = 0; column < below.width(); column++) {
                all[to + 2 * column] = low[row * below.width() + column];
            }
        }
    }

    private static void place(Subband band, CodingStyle style, BlockDecoders blocks, Grid grid)
            throws BadCodestreamException {
        float step = band.step() / 2;
        for (CodeBlock block : band.blocks()) {
            if (block.segments().isEmpty()) {
                continue;
            }
            int[] values = blocks.of(block).decode(block, band, style);
            Area area = block.area();
            for (int row = 0; row < area.height(); row++) {
                int y = area.y0() - band.area().y0() + row;
                int to = grid.first
                        + grid.step * (y * grid.width + area.x0() - band.area().x0());
                for (int column = 0; column < area.width(); column++) {
                    int value = values[row * area.width() + column];
                    grid.all[to + grid.step * column] = style.reversible() ? (float) half(value) : value * step;
                }
            }
        }
    }

    /** Towards zero. */
    private static int half(int value) {
        return value / 2;
    }

    /** The component transformations of Annex G. */
    private static void undo(float[][] samples, boolean reversible) {
        float[] first = samples[0];
        float[] second = samples[1];
        float[] third = samples[2];
        for (int i = 0; i < first.length; i++) {
            float y = first[i];
            float b = second[i];
            float r = third[i];
            if (reversible) {
                float green = y - (((int) b + (int) r) >> 2);
                first[i] = r + green;
                second[i] = green;
                third[i] = b + green;
            } else {
                first[i] = y + 1.402f * r;
                second[i] = y - 0.344136f * b - 0.714136f * r;
                third[i] = y + 1.772f * b;
            }
        }
    }

    /** Shifts unsigned samples (G.1) and puts them into their place in the picture. */
    private void store(float[] samples, short[] plane) {
        int middle = size.signed() ? 0 : 1 << (size.precision() - 1);
        int least = size.signed() ? -1 << (size.precision() - 1) : 0;
        int most = least + (1 << size.precision()) - 1;
        int width = size.image().width();
        for (int row = 0; row < tile.height(); row++) {
            int to = (tile.y0() - size.image().y0() + row) * width
                    + tile.x0()
                    - size.image().x0();
            for (int column = 0; column < tile.width(); column++) {
                int sample = Math.round(samples[row * tile.width() + column]) + middle;
                plane[to + column] = (short) Math.clamp(sample, least, most);
            }
        }
    }
}
