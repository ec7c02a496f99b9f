package dev.xdsi.audit;

import dev.xdsi.model.Code;
import dev.xdsi.model.InternationalString;

/** A coded value of an audit message: {@code csd-code}, {@code codeSystemName} and {@code originalText}. */
public record AuditCode(String code, String codeSystemName, String originalText) {
    static final String DICOM = "DCM";
    static final String RFC_3881 = "RFC-3881";
    static final String IHE_TRANSACTIONS = "IHE Transactions";

    /** A code as a caller stated it; without a display name it speaks for itself. */
    static AuditCode of(Code code) {
        InternationalString displayName = code.displayName();
        return new AuditCode(code.code(), code.codingScheme(), displayName == null ? code.code() : displayName.text());
    }

    static AuditCode dicom(String code, String text) {
        return new AuditCode(code, DICOM, text);
    }
}
