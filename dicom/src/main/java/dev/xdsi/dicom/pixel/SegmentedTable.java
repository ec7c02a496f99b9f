package dev.xdsi.dicom.pixel;

/** Entries of a palette in segments, each of which says how several of them are made (PS3.3 C.7.9.2). */
final class SegmentedTable {
    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final byte[] segments;
    /** Bytes of an operation, a length and an entry. */
    private final int width;

    private final int[] entries;
    private int at;
    private int filled;

    private SegmentedTable(byte[] segments, int width, int count) {
        this.segments = segments;
        this.width = width;
        this.entries = new int[count];
    }

    /**
     * All entries.
     *
     * @param bits of an entry, 8 or 16
     * @param count how many there are to be
     * @throws UnrenderableException when there are more or fewer, or a segment is none
     */
    static int[] entries(byte[] segments, int bits, int count) throws UnrenderableException {
        SegmentedTable table = new SegmentedTable(segments, bits / Byte.SIZE, count);
        while (table.filled < count) {
            table.segment(true);
        }
        return table.entries;
    }

    private void segment(boolean mayBeIndirect) throws UnrenderableException {
        int operation = next();
        int length = next();
        if (operation == INDIRECT && mayBeIndirect) {
            indirect(length);
            return;
        }
        if (length == 0 || length > entries.length - filled) {
            throw unfit();
        }
        switch (operation) {
            case DISCRETE -> {
                for (int i = 0; i < length; i++) {
                    entries[filled++] = next();
                }
            }
            case LINEAR -> linear(length, next());
            default -> throw unfit();
        }
    }

    /** From the entry before, which is not one of them, to another, which is. */
    private void linear(int length, int to) throws UnrenderableException {
        if (filled == 0) {
            throw unfit();
        }
        int from = entries[filled - 1];
        for (int i = 1; i <= length; i++) {
            entries[filled++] = (int) Math.round(from + (to - from) * (double) i / length);
        }
    }

    /** As segments that were there before, which are none of this kind. */
    private void indirect(int count) throws UnrenderableException {
        long offset = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += width * Byte.SIZE) {
            offset |= (long) next() << shift;
        }
        int back = at;
        if (filled == 0 || offset >= back || offset % width != 0 || count == 0) {
            throw unfit();
        }
        at = (int) offset;
        for (int i = 0; i < count; i++) {
            segment(false);
        }
        at = back;
    }

    private int next() throws UnrenderableException {
        if (at + width > segments.length) {
            throw new UnrenderableException("A segmented lookup table of the image is too short.");
        }
        int value = segments[at] & 0xFF;
        if (width == Short.BYTES) {
            value |= (segments[at + 1] & 0xFF) << Byte.SIZE;
        }
        at += width;
        return value;
    }

    private static UnrenderableException unfit() {
        return new UnrenderableException("A segmented lookup table of the image is not made as it should be.");
    }
}
