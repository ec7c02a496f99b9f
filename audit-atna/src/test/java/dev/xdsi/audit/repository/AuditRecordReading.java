package dev.xdsi.audit.repository;

import java.time.Instant;

/** Reads messages as the repository does when they arrive. */
public final class AuditRecordReading {
    private AuditRecordReading() {}

    public static AuditRecord.Stored stored(byte[] syslogMessage) {
        return new AuditRecord.Stored(1, AuditRecordReader.read(syslogMessage, Instant.EPOCH, "test"));
    }
}
