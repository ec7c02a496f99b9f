package dev.xdsi.audit;

/** EventID, the kind of event (DICOM PS3.15 A.5.3, PS3.16 CID 400). */
public enum EventId {
    APPLICATION_ACTIVITY("110100", "Application Activity"),
    AUDIT_LOG_USED("110101", "Audit Log Used"),
    BEGIN_TRANSFERRING("110102", "Begin Transferring DICOM Instances"),
    INSTANCES_ACCESSED("110103", "DICOM Instances Accessed"),
    INSTANCES_TRANSFERRED("110104", "DICOM Instances Transferred"),
    STUDY_DELETED("110105", "DICOM Study Deleted"),
    EXPORT("110106", "Export"),
    IMPORT("110107", "Import"),
    PATIENT_RECORD("110110", "Patient Record"),
    PROCEDURE_RECORD("110111", "Procedure Record"),
    QUERY("110112", "Query"),
    SECURITY_ALERT("110113", "Security Alert"),
    USER_AUTHENTICATION("110114", "User Authentication");

    private final String code;
    private final String text;

    EventId(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public AuditCode code() {
        return AuditCode.dicom(code, text);
    }
}
