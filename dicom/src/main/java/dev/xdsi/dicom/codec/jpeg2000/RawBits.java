package dev.xdsi.dicom.codec.jpeg2000;

/** Bits that bypass the arithmetic decoder (ISO/IEC 15444-1 D.6), and those of {@link MelDecoder}. Behind its bytes it reads ones. */
final class RawBits {
    private static final int ONES = 0xFF;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int current;
    private int left;

    void begin(byte[] from, int first, int behind) {
        bytes = from;
        at = first;
        end = behind;
        current = 0;
        left = 0;
    }

    int bit() {
        if (left == 0) {
            left = current == ONES ? Byte.SIZE - 1 : Byte.SIZE;
            current = at < end ? bytes[at++] & 0xFF : ONES;
        }
        return current >> --left & 1;
    }
}
