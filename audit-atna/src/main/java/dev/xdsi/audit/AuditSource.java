package dev.xdsi.audit;

/**
 * The system that writes audit messages, AuditSourceIdentification of DICOM PS3.15 A.5.
 *
 * @param enterpriseSiteId the organisation or site
 * @param sourceId the system within it
 */
public record AuditSource(String enterpriseSiteId, String sourceId, Type type) {
    public AuditSource {
        if (sourceId.isBlank()) {
            throw new IllegalArgumentException("an audit source needs an id");
        }
    }

    /** AuditSourceTypeCode; the numbers are those of PS3.15 A.5.1. */
    public enum Type {
        END_USER_INTERFACE("1", "End-user display device, diagnostic device"),
        DATA_ACQUISITION_DEVICE("2", "Data acquisition device or instrument"),
        WEB_SERVER("3", "Web Server process or thread"),
        APPLICATION_SERVER("4", "Application Server process or thread"),
        DATABASE_SERVER("5", "Database Server process or thread"),
        SECURITY_SERVER("6", "Security server, e.g., a domain controller"),
        OTHER("9", "other");

        private final String code;
        private final String text;

        Type(String code, String text) {
            this.code = code;
            this.text = text;
        }

        AuditCode code() {
            return AuditCode.dicom(code, text);
        }
    }
}
