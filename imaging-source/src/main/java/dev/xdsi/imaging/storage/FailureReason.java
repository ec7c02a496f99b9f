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

    private FailureReason() {}

    public static int of(Ingest.Reason reason) {
        return switch (reason) {
            case INVALID_UID -> INVALID_SOP_INSTANCE;
            case NOT_AS_ANNOUNCED -> DATA_SET_DOES_NOT_MATCH;
            case DIFFERENT_CONTENT -> DUPLICATE_SOP_INSTANCE;
            case NOT_AUTHORIZED -> NOT_AUTHORIZED;
            case OTHER_PATIENT, NOT_UNDERSTOOD -> CANNOT_UNDERSTAND;
            case TOO_LARGE, OUT_OF_RESOURCES -> OUT_OF_RESOURCES;
        };
    }
}
