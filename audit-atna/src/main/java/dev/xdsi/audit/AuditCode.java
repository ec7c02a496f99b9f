package dev.xdsi.audit;

/** A coded value of an audit message: {@code csd-code}, {@code codeSystemName} and {@code originalText}. */
public record AuditCode(String code, String codeSystemName, String originalText) {
    static final String DICOM = "DCM";
    static final String RFC_3881 = "RFC-3881";
    static final String IHE_TRANSACTIONS = "IHE Transactions";

    static AuditCode dicom(String code, String text) {
        return new AuditCode(code, DICOM, text);
    }
}
