package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import dev.xdsi.dicom.codec.Picture;
import dev.xdsi.dicom.codec.Segments;
import dev.xdsi.dicom.codec.Shape;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes JPEG 2000 Part 1 (ISO/IEC 15444-1) and High-Throughput JPEG 2000 (ISO/IEC 15444-15): samples of 1 to 16 bits, both wavelets, every
 * progression order and style of code-blocks. Regions of interest, changes of progression, packed packet headers and components of different
 * sizes are refused, and so are High-Throughput code-blocks of more than one set of passes. A picture of which a part is missing is none.
 */
public final class Jpeg2000 {
    private static final int START_OF_CODESTREAM = 0x4F;
    private static final int CAPABILITIES = 0x50;
    private static final int SIZE = 0x51;
    private static final int CODING_STYLE = 0x52;
    private static final int COMPONENT_CODING_STYLE = 0x53;
    private static final int QUANTIZATION = 0x5C;
    private static final int COMPONENT_QUANTIZATION = 0x5D;
    private static final int REGION_OF_INTEREST = 0x5E;
    private static final int PROGRESSION_CHANGE = 0x5F;
    private static final int PACKED_HEADERS = 0x60;
    private static final int PACKED_TILE_HEADERS = 0x61;
    private static final int TILE_LENGTHS = 0x55;
    private static final int PACKET_LENGTHS = 0x57;
    private static final int TILE_PACKET_LENGTHS = 0x58;
    private static final int CORRESPONDING_PROFILE = 0x59;
    private static final int REGISTRATION = 0x63;
    private static final int COMMENT = 0x64;
    private static final int START_OF_TILE_PART = 0x90;
    private static final int START_OF_DATA = 0x93;
    private static final int END_OF_CODESTREAM = 0xD9;
    private static final int TILE_PART_HEADER = 12;
    private static final long HIGH_THROUGHPUT_PART = 1L << (32 - 15);

    private final byte[] bytes;
    private final Segments in;
    private final Shape expected;
    private final Map<Integer, Tile> tiles = new TreeMap<>();
    private @Nullable ImageSize size;
    private @Nullable TileParameters main;

    /**
     * A picture, and what its codestream says of it.
     *
     * @param signed whether samples are signed numbers
     * @param multipleComponents whether three components were coded as a luminance and two chrominances, which was undone
     */
    public record Decoded(Picture picture, boolean signed, boolean multipleComponents) {}

    private Jpeg2000(byte[] bytes, Shape expected) throws BadCodestreamException {
        this.bytes = bytes;
        this.in = new Segments(bytes, FileFormat.codestream(bytes));
        this.expected = expected;
    }

    public static Decoded decode(byte[] bytes, Shape expected) throws BadCodestreamException {
        return new Jpeg2000(bytes, expected).decoded();
    }

    private Decoded decoded() throws BadCodestreamException {
        if (in.marker() != START_OF_CODESTREAM || in.marker() != SIZE) {
            throw new BadCodestreamException("The picture is no JPEG 2000.");
        }
        size = ImageSize.of(in.segment(), expected);
        TileParameters parameters = new TileParameters(size.components());
        main = parameters;
        int marker = in.marker();
        while (marker != START_OF_TILE_PART) {
            header(marker, in.segment(), parameters);
            marker = in.marker();
        }
        while (marker == START_OF_TILE_PART) {
            tilePart();
            if (in.left() < 2) {
                break;
            }
            marker = in.marker();
            if (marker != START_OF_TILE_PART && marker != END_OF_CODESTREAM) {
                throw new BadCodestreamException("The compressed picture has no marker where one should be.");
            }
        }
        return picture(size);
    }

    private Decoded picture(ImageSize all) throws BadCodestreamException {
        if (tiles.size() != all.tiles()) {
            throw new BadCodestreamException("The compressed picture lacks tiles.");
        }
        short[][] planes = new short[all.components()][expected.pixels()];
        boolean together = false;
        for (Map.Entry<Integer, Tile> tile : tiles.entrySet()) {
            TileParameters parameters = tile.getValue().parameters();
            parameters.check();
            new TileDecoder(all, all.tile(tile.getKey()), parameters)
                    .decode(tile.getValue().packets(bytes), planes);
            together |= parameters.multipleComponents();
        }
        return new Decoded(new Picture(expected, all.precision(), planes), all.signed(), together);
    }

    private void header(int marker, Segments segment, TileParameters parameters) throws BadCodestreamException {
        switch (marker) {
            case CODING_STYLE -> parameters.codingStyle(segment);
            case COMPONENT_CODING_STYLE -> parameters.componentCodingStyle(segment);
            case QUANTIZATION -> parameters.quantization(segment);
            case COMPONENT_QUANTIZATION -> parameters.componentQuantization(segment);
            case CAPABILITIES -> capabilities(segment);
            case REGION_OF_INTEREST -> throw unknown("regions of interest");
            case PROGRESSION_CHANGE -> throw unknown("changes of progression");
            case PACKED_HEADERS, PACKED_TILE_HEADERS -> throw unknown("packed packet headers");
            case SIZE, START_OF_DATA, END_OF_CODESTREAM ->
                throw new BadCodestreamException("The header of the compressed picture is broken.");
            case TILE_LENGTHS, PACKET_LENGTHS, TILE_PACKET_LENGTHS, CORRESPONDING_PROFILE, REGISTRATION, COMMENT -> {}
            default -> throw unknown("the marker " + Integer.toHexString(marker));
        }
    }

    /** ISO/IEC 15444-1 A.5.2: which of its other parts it takes; what of the fifteenth, each coding style says itself. */
    private static void capabilities(Segments segment) throws BadCodestreamException {
        if ((segment.u32() & ~HIGH_THROUGHPUT_PART) != 0) {
            throw unknown("capabilities of other parts of the standard");
        }
    }

    static BadCodestreamException unknown(String what) {
        return new BadCodestreamException("JPEG 2000 with " + what + " is not decoded here.");
    }

    /** A.4.2: its length counts from its marker; zero means until the end. */
    private void tilePart() throws BadCodestreamException {
        int start = in.position() - 2;
        Segments header = in.segment();
        int index = header.u16();
        long length = header.u32();
        int part = header.u8();
        long end = length == 0 ? end() : start + length;
        if (index >= all().tiles() || end > bytes.length || end < start + TILE_PART_HEADER + 2L) {
            throw new BadCodestreamException("The compressed picture ends early.");
        }
        Tile tile = tiles.get(index);
        if (tile == null) {
            tile = new Tile(new TileParameters(mainParameters()));
            tiles.put(index, tile);
        }
        tile.next(part);
        int marker = in.marker();
        while (marker != START_OF_DATA) {
            header(marker, in.segment(), tile.parameters());
            marker = in.marker();
        }
        if (in.position() > end) {
            throw new BadCodestreamException("The header of the compressed picture is broken.");
        }
        tile.add(in.position(), (int) end);
        in.moveTo((int) end);
    }

    private ImageSize all() throws BadCodestreamException {
        if (size == null) {
            throw new BadCodestreamException("The picture is no JPEG 2000.");
        }
        return size;
    }

    private TileParameters mainParameters() throws BadCodestreamException {
        if (main == null) {
            throw new BadCodestreamException("The picture is no JPEG 2000.");
        }
        return main;
    }

    /** Where the last marker stands, before which zeros may not stand but behind which they may. */
    private int end() {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        boolean marked = end >= 2 && bytes[end - 2] == (byte) 0xFF && bytes[end - 1] == (byte) END_OF_CODESTREAM;
        return marked ? end - 2 : bytes.length;
    }
}
