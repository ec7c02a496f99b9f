package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.util.ArrayList;
import java.util.List;

/** The parts of a tile in a codestream (ISO/IEC 15444-1 A.4.2). */
final class Tile {
    private record Part(int from, int to) {}

    private final TileParameters parameters;
    private final List<Part> parts = new ArrayList<>();

    Tile(TileParameters parameters) {
        this.parameters = parameters;
    }

    TileParameters parameters() {
        return parameters;
    }

    /** Parts come in their order. */
    void next(int part) throws BadCodestreamException {
        if (part != parts.size()) {
            throw new BadCodestreamException("The parts of the compressed picture are not in order.");
        }
    }

    void add(int from, int to) {
        parts.add(new Part(from, to));
    }

    /** All parts' packets. */
    byte[] packets(byte[] bytes) {
        int length = parts.stream().mapToInt(part -> part.to - part.from).sum();
        byte[] packets = new byte[length];
        int at = 0;
        for (Part part : parts) {
            System.arraycopy(bytes, part.from, packets, at, part.to - part.from);
            at += part.to - part.from;
        }
        return packets;
    }
}
