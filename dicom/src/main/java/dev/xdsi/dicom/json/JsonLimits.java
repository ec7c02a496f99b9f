package dev.xdsi.dicom.json;

/** What a reader of JSON takes from a stranger: its length, the elements and items in it, the depth of sequences. */
public record JsonLimits(long characters, int elements, int depth) {
    public static final JsonLimits DEFAULT = new JsonLimits(64L << 20, 2_000_000, 64);
}
