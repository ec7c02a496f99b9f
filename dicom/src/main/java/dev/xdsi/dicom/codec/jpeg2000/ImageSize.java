package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Segments;
import dev.xdsi.dicom.codec.Shape;

/** Image and tile size (ISO/IEC 15444-1 A.5.1): all components have a sample for each pixel, and alike. */
record ImageSize(Area image, Area firstTile, int components, int precision, boolean signed) {
    private static final int MOST_TILES = 0xFFFF;

    static ImageSize of(Segments segment, Shape expected) throws BadCodestreamException {
        segment.u16();
        long x1 = segment.u32();
        long y1 = segment.u32();
        long x0 = segment.u32();
        long y0 = segment.u32();
        long tileWidth = segment.u32();
        long tileHeight = segment.u32();
        long tileX = segment.u32();
        long tileY = segment.u32();
        int components = segment.u16();
        boolean far = x1 > Integer.MAX_VALUE / 2 || y1 > Integer.MAX_VALUE / 2;
        if (far
                || x0 >= x1
                || y0 >= y1
                || tileX > x0
                || tileY > y0
                || tileX + tileWidth <= x0
                || tileY + tileHeight <= y0) {
            throw new BadCodestreamException("The sizes of the JPEG 2000 picture contradict each other.");
        }
        expected.require((int) (x1 - x0), (int) (y1 - y0), components);
        int depth = segment.u8();
        for (int i = 0; i < components; i++) {
            if ((i > 0 && segment.u8() != depth) || segment.u8() != 1 || segment.u8() != 1) {
                throw Jpeg2000.unknown("components of different kinds");
            }
        }
        int precision = (depth & 0x7F) + 1;
        if (precision > Short.SIZE) {
            throw Jpeg2000.unknown(precision + " bits");
        }
        Area image = new Area((int) x0, (int) y0, (int) x1, (int) y1);
        Area tile = new Area((int) tileX, (int) tileY, (int) Math.min(tileX + tileWidth, Integer.MAX_VALUE / 2), (int)
                Math.min(tileY + tileHeight, Integer.MAX_VALUE / 2));
        return new ImageSize(image, tile, components, precision, depth > 0x7F).checked();
    }

    private ImageSize checked() throws BadCodestreamException {
        if ((long) across() * down() > MOST_TILES) {
            throw new BadCodestreamException("The JPEG 2000 picture has too many tiles.");
        }
        return this;
    }

    private int across() {
        return (image.x1() - firstTile.x0() + firstTile.width() - 1) / firstTile.width();
    }

    private int down() {
        return (image.y1() - firstTile.y0() + firstTile.height() - 1) / firstTile.height();
    }

    int tiles() {
        return across() * down();
    }

    Area tile(int index) {
        int x = firstTile.x0() + index % across() * firstTile.width();
        int y = firstTile.y0() + index / across() * firstTile.height();
        return new Area(x, y, x + firstTile.width(), y + firstTile.height()).within(image);
    }
}
