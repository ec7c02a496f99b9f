package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The packets of a tile in the order in which they come (ISO/IEC 15444-1 B.12). */
final class Packets {
    private static final int LAYER_RESOLUTION = 0;
    private static final int RESOLUTION_LAYER = 1;
    private static final int RESOLUTION_POSITION = 2;
    private static final int POSITION_COMPONENT = 3;

    /** A precinct, and what its place in the order follows from. */
    private record Entry(Precinct precinct, int resolution, int component, int index, int x, int y) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Budget budget = new Budget();
    private final Area tile;

    Packets(Area tile) {
        this.tile = tile;
    }

    /** Adds the precincts of a resolution, and gives its subbands their code-blocks (B.6, B.7). */
    void add(Resolution resolution, int component, CodingStyle style) throws BadCodestreamException {
        Area area = resolution.area();
        if (area.isEmpty()) {
            return;
        }
        int number = resolution.number();
        int width = style.precinctWidth(number);
        int height = style.precinctHeight(number);
        int left = area.x0() >> width;
        int top = area.y0() >> height;
        int across = Area.ceil(area.x1(), width) - left;
        int down = Area.ceil(area.y1(), height) - top;
        budget.take((long) across * down);
        int halved = number == 0 ? 0 : 1;
        int scale = style.levels() - number;
        for (int i = 0; i < across * down; i++) {
            int column = left + i % across;
            int row = top + i / across;
            Precinct precinct = new Precinct(style);
            for (Subband band : resolution.bands()) {
                Area part = cell(column, row, width - halved, height - halved).within(band.area());
                precinct.add(
                        band,
                        part,
                        Math.min(style.blockWidth(), width - halved),
                        Math.min(style.blockHeight(), height - halved),
                        budget);
            }
            int x = Math.max(tile.x0(), position(column, width + scale));
            int y = Math.max(tile.y0(), position(row, height + scale));
            entries.add(new Entry(precinct, number, component, i, x, y));
        }
    }

    private static int position(int number, int power) {
        return (int) Math.min((long) number << Math.min(power, Integer.SIZE), Integer.MAX_VALUE);
    }

    private static Area cell(int column, int row, int width, int height) {
        return new Area(
                position(column, width), position(row, height), position(column + 1, width), position(row + 1, height));
    }

    /** Reads the packets of all layers. */
    void read(TileParameters parameters, byte[] bytes) throws BadCodestreamException {
        PacketBits bits = new PacketBits(bytes);
        int layers = parameters.layers();
        entries.sort(order(parameters.progression()));
        switch (parameters.progression()) {
            case LAYER_RESOLUTION -> {
                for (int layer = 0; layer < layers; layer++) {
                    readLayer(entries, layer, bits);
                }
            }
            case RESOLUTION_LAYER -> {
                for (List<Entry> resolution : byResolution()) {
                    for (int layer = 0; layer < layers; layer++) {
                        readLayer(resolution, layer, bits);
                    }
                }
            }
            default -> {
                for (Entry entry : entries) {
                    for (int layer = 0; layer < layers; layer++) {
                        entry.precinct.readPacket(layer, bits);
                    }
                }
            }
        }
    }

    private static void readLayer(List<Entry> entries, int layer, PacketBits bits) throws BadCodestreamException {
        for (Entry entry : entries) {
            entry.precinct.readPacket(layer, bits);
        }
    }

    private List<List<Entry>> byResolution() {
        List<List<Entry>> all = new ArrayList<>();
        for (Entry entry : entries) {
            if (all.isEmpty() || all.getLast().getFirst().resolution != entry.resolution) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(entry);
        }
        return all;
    }

    private static Comparator<Entry> order(int progression) {
        Comparator<Entry> byResolution = Comparator.comparingInt(Entry::resolution);
        Comparator<Entry> byComponent = Comparator.comparingInt(Entry::component);
        Comparator<Entry> byPosition = Comparator.comparingInt(Entry::y).thenComparingInt(Entry::x);
        Comparator<Entry> order = switch (progression) {
            case LAYER_RESOLUTION, RESOLUTION_LAYER -> byResolution.thenComparing(byComponent);
            case RESOLUTION_POSITION -> byResolution.thenComparing(byPosition).thenComparing(byComponent);
            case POSITION_COMPONENT -> byPosition.thenComparing(byComponent).thenComparing(byResolution);
            default -> byComponent.thenComparing(byPosition).thenComparing(byResolution);
        };
        return order.thenComparingInt(Entry::index);
    }
}
