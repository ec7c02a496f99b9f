package dev.xdsi.imaging.archive;

/** What became of an instance that was offered to the archive. */
public sealed interface Ingest {
    /** It is durable now. */
    record Stored(StoredInstance instance, PatientKey patient) implements Ingest {}

    /** The same bytes were there before; the sender may have missed our first answer. */
    record AlreadyStored(StoredInstance instance, PatientKey patient) implements Ingest {}

    /** Nothing of it was kept. */
    record Refused(Reason reason, String explanation) implements Ingest {}

    /** Why an instance is refused. */
    enum Reason {
        /** A UID that is missing or no UID. */
        INVALID_UID,
        /** The data set is another instance than the one that was announced. */
        NOT_AS_ANNOUNCED,
        /** The SOP Instance UID is taken by other content, which stays. */
        DIFFERENT_CONTENT,
        /** Who offers it may not store. */
        NOT_AUTHORIZED,
        /** The study belongs to another patient. */
        OTHER_PATIENT,
        /** No DICOM data set, or not to its end. */
        NOT_UNDERSTOOD,
        /** It names an address in place of its pixels (JPIP), which nobody here asks. */
        PIXELS_ELSEWHERE,
        /** More bytes than an instance may have. */
        TOO_LARGE,
        /** No room, or no index, right now. */
        OUT_OF_RESOURCES
    }
}
