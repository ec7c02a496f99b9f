package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.pixel.PixelFormat.Size;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * What a JPEG stream says of itself before its first scan (ISO/IEC 10918-1 Annex B).
 *
 * @param process the number of its frame marker: 0 to 2 are lossy, 3 is lossless
 * @param adobeTransform whether its colours were transformed, where an encoder says so: 0 not, 1 to YCbCr
 */
record JpegHeader(int process, int precision, Size size, int components, OptionalInt adobeTransform) {
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int APP14 = 0xEE;
    private static final int ADOBE_LENGTH = 12;
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};

    /** The frame header, and the marker of Adobe's when it stands before it, as it does. */
    static JpegHeader of(byte[] jpeg) throws UnrenderableException {
        try {
            return read(ByteBuffer.wrap(jpeg));
        } catch (BufferUnderflowException e) {
            throw new UnrenderableException("The image's JPEG data end early.", e);
        }
    }

    private static JpegHeader read(ByteBuffer in) throws UnrenderableException {
        if ((in.getShort() & 0xFFFF) != START_OF_IMAGE) {
            throw new UnrenderableException("The image's JPEG data are none.");
        }
        OptionalInt transform = OptionalInt.empty();
        while (true) {
            int marker = marker(in);
            int length = (in.getShort() & 0xFFFF) - 2;
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            ByteBuffer segment = in.slice(in.position(), length);
            in.position(in.position() + length);
            if (isStartOfFrame(marker)) {
                int precision = segment.get() & 0xFF;
                Size size = new Size(segment.getShort() & 0xFFFF, segment.getShort() & 0xFFFF);
                return new JpegHeader(marker & 0xF, precision, size, segment.get() & 0xFF, transform);
            }
            if (marker == APP14 && length >= ADOBE_LENGTH && startsWithAdobe(segment)) {
                transform = OptionalInt.of(segment.get(ADOBE_LENGTH - 1) & 0xFF);
            }
        }
    }

    private static int marker(ByteBuffer in) throws UnrenderableException {
        if (in.get() != (byte) 0xFF) {
            throw new UnrenderableException("The image's JPEG data are broken.");
        }
        int marker = 0xFF;
        while (marker == 0xFF) {
            marker = in.get() & 0xFF;
        }
        return marker;
    }

    /** C4, C8 and CC are tables and reserved. */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean startsWithAdobe(ByteBuffer segment) {
        for (int i = 0; i < ADOBE.length; i++) {
            if (segment.get(i) != ADOBE[i]) {
                return false;
            }
        }
        return true;
    }
}
