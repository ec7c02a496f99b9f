package dev.xdsi.audit;

/** EventTypeCode of events that are no IHE transaction (PS3.16 CID 401). */
public enum EventType {
    APPLICATION_START("110120", "Application Start"),
    APPLICATION_STOP("110121", "Application Stop"),
    LOGIN("110122", "Login"),
    LOGOUT("110123", "Logout"),
    NODE_AUTHENTICATION("110126", "Node Authentication"),
    EMERGENCY_OVERRIDE_STARTED("110127", "Emergency Override Started"),
    USE_OF_RESTRICTED_FUNCTION("110132", "Use of Restricted Function"),
    USER_SECURITY_ATTRIBUTES_CHANGED("110137", "User Security Attributes Changed");

    private final String code;
    private final String text;

    EventType(String code, String text) {
        this.code = code;
        this.text = text;
    }

    public AuditCode code() {
        return AuditCode.dicom(code, text);
    }
}
