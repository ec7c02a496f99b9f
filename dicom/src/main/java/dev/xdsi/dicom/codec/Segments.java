package dev.xdsi.dicom.codec;

/** The markers and their segments at the start of a stream of the JPEG family (ISO/IEC 10918-1 B.1.1). */
public final class Segments {
    private static final int PREFIX = 0xFF;

    private final byte[] bytes;
    private int at;

    public Segments(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    public int position() {
        return at;
    }

    public void moveTo(int position) {
        at = position;
    }

    public boolean atEnd() {
        return at >= bytes.length;
    }

    /** The second byte of the next marker, fill bytes passed over. */
    public int marker() throws BadCodestreamException {
        if (u8() != PREFIX) {
            throw new BadCodestreamException("The compressed picture has no marker where one should be.");
        }
        int marker = PREFIX;
        while (marker == PREFIX) {
            marker = u8();
        }
        return marker;
    }

    /** The content of the segment that begins here, behind its length; this goes on behind it. */
    public Segments segment() throws BadCodestreamException {
        int length = u16() - 2;
        if (length < 0 || length > bytes.length - at) {
            throw early();
        }
        byte[] content = new byte[length];
        System.arraycopy(bytes, at, content, 0, length);
        at += length;
        return new Segments(content, 0);
    }

    public int left() {
        return bytes.length - at;
    }

    public int u8() throws BadCodestreamException {
        if (at >= bytes.length) {
            throw early();
        }
        return bytes[at++] & 0xFF;
    }

    public int u16() throws BadCodestreamException {
        int high = u8();
        return (high << Byte.SIZE) | u8();
    }

    public long u32() throws BadCodestreamException {
        long high = u16();
        return (high << Short.SIZE) | u16();
    }

    private static BadCodestreamException early() {
        return new BadCodestreamException("The compressed picture ends early.");
    }
}
