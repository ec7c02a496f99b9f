package dev.xdsi.dicom.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5 Annex G): a segment for each byte of each sample, the most significant first. */
final class RleDecoder implements PixelDecoder {
    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;

    @Override
    public NativeFrame decode(byte[] frame, PixelFormat format) throws UnrenderableException {
        int bytes = format.sample().bytes();
        int segments = format.samples() * bytes;
        if (format.photometric() == Photometric.YBR_RCT || format.photometric() == Photometric.YBR_ICT) {
            throw new UnrenderableException("The image says " + format.photometric() + ", and is not in JPEG 2000.");
        }
        // Samples are whole here (PS3.5 8.2.2): nothing is shared between pixels.
        Photometric photometric =
                format.photometric() == Photometric.YBR_FULL_422 ? Photometric.YBR_FULL : format.photometric();
        if (frame.length < HEADER || segments > MOST_SEGMENTS || format.sample().bitsAllocated() == 1) {
            throw broken();
        }
        ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != segments) {
            throw broken();
        }
        byte[] cells = new byte[Math.toIntExact(format.decodedLength())];
        for (int i = 0; i < segments; i++) {
            int from = header.getInt(4 + 4 * i);
            int to = i + 1 < segments ? header.getInt(8 + 4 * i) : frame.length;
            if (from < HEADER || to < from || to > frame.length) {
                throw broken();
            }
            int cell = i / bytes * bytes + bytes - 1 - i % bytes;
            unpack(ByteBuffer.wrap(frame, from, to - from), cells, cell, segments);
        }
        return new NativeFrame(format.byPixel(photometric), cells);
    }

    /** PS3.5 G.3.2: literal runs and repetitions, until every pixel has its byte. */
    private static void unpack(ByteBuffer segment, byte[] cells, int first, int step) throws UnrenderableException {
        int at = first;
        while (at < cells.length) {
            if (segment.remaining() < 2) {
                throw broken();
            }
            int control = segment.get();
            int count = control >= 0 ? control + 1 : control == Byte.MIN_VALUE ? 0 : 1 - control;
            if (control >= 0 && segment.remaining() < count) {
                throw broken();
            }
            byte repeated = control < 0 && count > 0 ? segment.get() : 0;
            for (int i = 0; i < count; i++) {
                byte next = control >= 0 ? segment.get() : repeated;
                if (at < cells.length) {
                    cells[at] = next;
                }
                at += step;
            }
        }
    }

    private static UnrenderableException broken() {
        return new UnrenderableException("The image's run lengths do not make up its pixels.");
    }
}
