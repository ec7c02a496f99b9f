package dev.xdsi.dicom.pixel;

import dev.xdsi.dicom.io.DicomFile;

/**
 * One frame as it lies in its file.
 *
 * @param number from 1
 * @param bytes native ones little endian; compressed ones without the headers of their fragments
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncodedFrame(DicomFile image, int number, byte[] bytes) {
    /** More bytes are no frame that is decoded or rendered. */
    public static final int MOST_BYTES = PixelFormat.MOST_BYTES;
}
