package dev.xdsi.audit.spool;

/** An audit message could not be made durable; whatever was being audited must fail. */
public final class AuditSpoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditSpoolException(String message) {
        super(message);
    }

    public AuditSpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
