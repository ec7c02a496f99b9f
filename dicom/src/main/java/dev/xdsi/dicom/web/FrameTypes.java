package dev.xdsi.dicom.web;

import dev.xdsi.dicom.UID;

/** As what frames are sent (PS3.18 8.7.3). */
public final class FrameTypes {
    public static final String OCTET_STREAM = "application/octet-stream";

    private FrameTypes() {}

    /** By the transfer syntax that they are in. */
    public static String of(String transferSyntaxUID) {
        return switch (transferSyntaxUID) {
            case UID.JPEGBaseline8Bit, UID.JPEGExtended12Bit, UID.JPEGLossless, UID.JPEGLosslessSV1 -> "image/jpeg";
            case UID.JPEGLSLossless, UID.JPEGLSNearLossless -> "image/jls";
            case UID.JPEG2000Lossless, UID.JPEG2000 -> "image/jp2";
            case UID.RLELossless -> "image/dicom-rle";
            case UID.HTJ2KLossless, UID.HTJ2KLosslessRPCL, UID.HTJ2K -> "image/jphc";
            default -> OCTET_STREAM;
        };
    }

    /** The transfer syntax of the same bytes in a web service, which knows no Implicit VR (PS3.18 8.7.3.5.1); a frame has no VR. */
    public static String syntaxOf(String transferSyntaxUID) {
        return transferSyntaxUID.equals(UID.ImplicitVRLittleEndian) ? UID.ExplicitVRLittleEndian : transferSyntaxUID;
    }
}
