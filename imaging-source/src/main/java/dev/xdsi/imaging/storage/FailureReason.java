package dev.xdsi.imaging.storage;

import dev.xdsi.imaging.archive.Ingest;

/** The number by which DICOM says why an instance was not stored: C-STORE status and Failure Reason (PS3.4 B.2.3, PS3.18 I.2.2). */
public final class FailureReason {
    public static final int PROCESSING_FAILURE = 0x0110;
    private static final int DUPLICATE_SOP_INSTANCE = 0x0111;
    private static final int INVALID_SOP_INSTANCE = 0x0117;
    private static final int NOT_AUTHORIZED = 0x0124;
    public static final int OUT_OF_RESOURCES = 0xA700;
    private static final int DATA_SET_DOES_NOT_MATCH = 0xA900;
    public static final int CANNOT_UNDERSTAND = 0xC000;

    /** Of the failures that begin with C, the one for transfer syntaxes (PS3.18 table I.2-2). */
    private static final int TRANSFER_SYNTAX_NOT_SUPPORTED = 0xC122;

    private FailureReason() {}

    public static int of(Ingest.Reason reason) {
        return switch (reason) {
            case INVALID_UID -> INVALID_SOP_INSTANCE;
            case NOT_AS_ANNOUNCED -> DATA_SET_DOES_NOT_MATCH;
            case DIFFERENT_CONTENT -> DUPLICATE_SOP_INSTANCE;
            case NOT_AUTHORIZED -> NOT_AUTHORIZED;
            case OTHER_PATIENT, NOT_UNDERSTOOD -> CANNOT_UNDERSTAND;
            case PIXELS_ELSEWHERE -> TRANSFER_SYNTAX_NOT_SUPPORTED;
            case TOO_LARGE, OUT_OF_RESOURCES -> OUT_OF_RESOURCES;
        };
    }
}
