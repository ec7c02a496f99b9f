package dev.xdsi.dicom.codec.jpeg2000;

import dev.xdsi.dicom.codec.BadCodestreamException;
import java.nio.ByteBuffer;

/** The boxes of a JP2 file (ISO/IEC 15444-1 Annex I), which some put around a codestream although DICOM wants it bare. */
final class FileFormat {
    private static final int SIGNATURE = 0x6A502020;
    private static final int CODESTREAM = 0x6A703263;
    private static final int HEADER = 8;

    private FileFormat() {}

    /** Where the codestream begins. */
    static int codestream(byte[] bytes) throws BadCodestreamException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEADER || in.getInt(Integer.BYTES) != SIGNATURE) {
            return 0;
        }
        int at = 0;
        while (bytes.length - at >= HEADER) {
            long length = in.getInt(at) & 0xFFFFFFFFL;
            if (in.getInt(at + Integer.BYTES) == CODESTREAM) {
                return length == 1 ? at + 2 * HEADER : at + HEADER;
            }
            if (length < HEADER || length > bytes.length - at) {
                break;
            }
            at += (int) length;
        }
        throw new BadCodestreamException("The picture is no JPEG 2000.");
    }
}
