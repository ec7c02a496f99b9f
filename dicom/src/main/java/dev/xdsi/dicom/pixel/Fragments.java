package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.BulkData;
import dev.xdsi.dicom.pixel.Frames.Frame;
import dev.xdsi.dicom.pixel.Frames.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which fragments of encapsulated pixel data make up which frame (PS3.5 A.4). */
final class Fragments {
    /** Tag and length before each fragment. */
    private static final int ITEM_HEADER = 8;
    /** Each is opened for a look at its ends. */
    private static final int MOST_LOOKED_INTO = 10_000;

    private static final byte MARKER = (byte) 0xFF;

    private Fragments() {}

    /** @param items the Basic Offset Table, then the fragments */
    static List<Frame> byFrame(List<BulkData> items, int count) throws IOException {
        List<BulkData> fragments = items.subList(Math.min(1, items.size()), items.size());
        if (count == 1) {
            return List.of(frame(fragments));
        }
        if (fragments.size() == count) {
            return fragments.stream().map(one -> frame(List.of(one))).toList();
        }
        List<Frame> frames = items.isEmpty() ? List.of() : byOffsets(offsets(items.getFirst(), count), fragments);
        if (frames.size() != count && fragments.size() > count && fragments.size() <= MOST_LOOKED_INTO) {
            frames = byEndsOfImages(fragments);
        }
        if (frames.size() != count) {
            throw new UnrenderableException("The image does not say where its frames begin; fetch the whole instance.");
        }
        return frames;
    }

    private static List<Frame> byOffsets(Set<Long> starts, List<BulkData> fragments) {
        List<Frame> frames = new ArrayList<>();
        List<BulkData> current = new ArrayList<>();
        long offset = 0;
        for (BulkData fragment : fragments) {
            if (starts.contains(offset) && !current.isEmpty()) {
                frames.add(frame(current));
                current.clear();
            }
            current.add(fragment);
            offset += ITEM_HEADER + fragment.length();
        }
        frames.add(frame(current));
        return frames;
    }

    /** Without offsets, images of the JPEG family say themselves where they begin and end (PS3.5 A.4); others do not: then none. */
    private static List<Frame> byEndsOfImages(List<BulkData> fragments) throws IOException {
        List<Frame> frames = new ArrayList<>();
        List<BulkData> current = new ArrayList<>();
        for (BulkData fragment : fragments) {
            if (current.isEmpty() && !beginsImage(fragment)) {
                return List.of();
            }
            current.add(fragment);
            if (endsImage(fragment)) {
                frames.add(frame(current));
                current.clear();
            }
        }
        return current.isEmpty() ? frames : List.of();
    }

    /** Start of image of JPEG and JPEG-LS, or start of codestream of JPEG 2000. */
    private static boolean beginsImage(BulkData fragment) throws IOException {
        byte[] first = part(fragment, 0, 2);
        return first.length == 2 && first[0] == MARKER && (first[1] == (byte) 0xD8 || first[1] == 0x4F);
    }

    /** The end of all of them is the same marker; a zero may follow, to make the length even. */
    private static boolean endsImage(BulkData fragment) throws IOException {
        byte[] last = part(fragment, Math.max(0, fragment.length() - 3), 3);
        int end = last.length > 0 && last[last.length - 1] == 0 ? last.length - 1 : last.length;
        return end >= 2 && last[end - 2] == MARKER && last[end - 1] == (byte) 0xD9;
    }

    private static byte[] part(BulkData fragment, long from, int length) throws IOException {
        try (InputStream in = fragment.open()) {
            in.skipNBytes(from);
            return in.readNBytes(length);
        }
    }

    private static Set<Long> offsets(BulkData table, int count) throws IOException {
        Set<Long> offsets = new HashSet<>();
        if (table.length() == 4L * count) {
            try (InputStream in = table.open()) {
                ByteBuffer numbers = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
                while (numbers.remaining() >= Integer.BYTES) {
                    offsets.add(Integer.toUnsignedLong(numbers.getInt()));
                }
            }
        }
        return offsets;
    }

    private static Frame frame(List<BulkData> fragments) {
        return new Frame(fragments.stream()
                .map(fragment -> new Piece(fragment, 0, fragment.length()))
                .toList());
    }
}
