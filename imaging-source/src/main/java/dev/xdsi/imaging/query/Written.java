package dev.xdsi.imaging.query;

/** The bytes of a question as they came, for the record. */
public final class Written {
    private final byte[] bytes;

    public Written(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }
}
