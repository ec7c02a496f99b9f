package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.jpeg2000.CodeBlock.Piece;
import dev.xdsi.dicom.codec.jpeg2000.CodeBlock.Segment;

/** The bytes of one segment after the other, whose pieces lie in several packets. */
final class SegmentBytes {
    private final byte[] packets;
    private byte[] array = new byte[0];

    /** @param packets where the pieces lie */
    SegmentBytes(byte[] packets) {
        this.packets = packets;
    }

    /** Brings the pieces together and returns their length. */
    int gather(Segment segment) {
        int length = segment.length();
        if (array.length < length) {
            array = new byte[Math.max(length, 2 * array.length)];
        }
        int at = 0;
        for (Piece piece : segment.pieces()) {
            System.arraycopy(packets, piece.from(), array, at, piece.length());
            at += piece.length();
        }
        return length;
    }

    /** What was gathered last, and behind its length anything. */
    byte[] array() {
        return array;
    }
}
